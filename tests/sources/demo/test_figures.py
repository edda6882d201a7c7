"""The simulated app shows the figures of the example that it was made after, and lives as an app does."""

from __future__ import annotations

from itertools import pairwise

import pytest

from .conftest import Lumen


def test_a_quarter_of_monthly_listeners_listens_on_three_days_a_week(lumen: Lumen) -> None:
    assert lumen.mean(25, 0, "engaged / monthly_active") == pytest.approx(0.25, abs=0.02)


def test_17_of_100_newcomers_are_back_the_next_week(lumen: Lumen) -> None:
    assert lumen.mean(26, 1, "newcomer_retention") == pytest.approx(0.172, abs=0.015)


def test_5_of_100_listeners_make_a_playlist_in_a_week(lumen: Lumen) -> None:
    assert lumen.mean(25, 0, "list_rate") == pytest.approx(0.055, abs=0.005)


def test_negative_feedback_lies_just_below_its_limit(lumen: Lumen) -> None:
    quiet_weeks = [lumen.week(number, "negative_rate") for number in range(0, 13)]

    assert 0.0055 < sum(quiet_weeks) / len(quiet_weeks) < 0.0075
    assert max(quiet_weeks) < 0.0088


def test_the_app_grows_but_not_every_week(lumen: Lumen) -> None:
    weeks = [lumen.week(number, "engaged") for number in range(50, -1, -1)]
    steps = [later / earlier - 1 for earlier, later in pairwise(weeks)]

    assert sum(weeks[-8:]) / sum(weeks[:8]) > 1.5
    assert 15 < sum(step > 0 for step in steps) < 40
    assert max(abs(step) for step in steps) < 0.15


def test_most_of_a_week_listeners_listened_the_week_before(lumen: Lumen) -> None:
    assert 0.6 < lumen.mean(25, 0, "retained / active") < 0.75
    assert 0.1 < lumen.mean(25, 0, "resurrected / active") < 0.25
    assert 0.08 < lumen.mean(25, 0, "newcomers / active") < 0.2


def test_sundays_have_fewer_listeners_than_fridays_who_play_more_songs(lumen: Lumen) -> None:
    query = """
        select dayname(played_at), count(distinct (user_id, played_at::date)) as listener_days, count(*) / listener_days
        from plays where played_at >= timestamp '2026-06-01' group by 1
    """
    by_day = {name: (listeners, songs) for name, listeners, songs in lumen.rows(query)}

    assert by_day["Sunday"][0] < 0.97 * by_day["Friday"][0]
    assert by_day["Sunday"][1] > 1.05 * by_day["Friday"][1]


def test_spring_festival_empties_big_cities_more_than_small_ones(lumen: Lumen) -> None:
    query = """
        select city_tier, count(distinct (user_id, played_at::date))
        from plays join listeners using (user_id)
        where played_at >= $monday::timestamp and played_at < $monday::timestamp + interval 7 days
        group by city_tier
    """
    festival = dict(lumen.rows(query, monday="2026-02-16"))
    before = dict(lumen.rows(query, monday="2026-02-02"))

    assert festival["tier_1"] < 0.90 * before["tier_1"]
    assert festival["tier_3"] + festival["tier_4"] > 0.93 * (before["tier_3"] + before["tier_4"])


def test_the_day_has_a_morning_an_evening_and_a_night(lumen: Lumen) -> None:
    by_hour = dict(
        lumen.rows(
            "select hour(started_at), count(*) from app_starts where dayofweek(started_at) between 1 and 5 group by 1"
        )
    )

    assert by_hour[8] > 2 * by_hour[10] * 0.9
    assert by_hour[18] > by_hour[15] * 1.5
    assert by_hour[3] < by_hour[18] / 20


def test_friends_bring_listeners_who_stay_and_short_videos_do_not(lumen: Lumen) -> None:
    query = """
        with first_weeks as (select user_id, min(monday) as monday from listener_weeks group by user_id)
        select channel, avg((back.user_id is not null)::int)
        from first_weeks f join listeners using (user_id)
          left join listener_weeks back on back.user_id = f.user_id and back.monday = f.monday + 7
        where f.monday between '2026-05-04' and '2026-11-02' group by channel
    """
    retention = dict(lumen.rows(query))

    assert retention["friends"] > 1.7 * retention["short_video"]
    assert retention["friends"] > retention["search"] > retention["preinstalled"]


def test_listeners_of_many_days_stay_and_pay_more_than_openers_of_pushes(lumen: Lumen) -> None:
    """What candidates are judged by: the weeks after the fourth, foretold by the first four."""
    query = """
        with people as (
          select user_id, signed_up_at::date as day from listeners where signed_up_at between '2025-11-15' and '2026-06-01'
        ), early as (
          select user_id, day,
                 (select count(distinct played_at::date) from plays p
                  where p.user_id = people.user_id and p.played_at::date between day + 7 and day + 27) as on_days,
                 (select count(*) from pushes s
                  where s.user_id = people.user_id and s.opened and s.sent_at::date between day + 7 and day + 27) as opened
          from people
        ), later as (
          select early.*,
                 (select count(distinct played_at::date) from plays p
                  where p.user_id = early.user_id and p.played_at::date between day + 28 and day + 83) as stays,
                 (select coalesce(sum(amount), 0) from payments y
                  where y.user_id = early.user_id and y.paid_at::date between day + 28 and day + 179) as pays
          from early
        )
        select corr(on_days, stays), corr(opened, stays), corr(on_days, pays), corr(opened, pays) from later
    """
    ((days_stay, opened_stay, days_pay, opened_pay),) = lumen.rows(query)

    assert days_stay > 0.8 > opened_stay + 0.2
    assert days_pay > opened_pay

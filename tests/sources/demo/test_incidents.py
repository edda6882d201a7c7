"""Every planted incident does what it says: to its segment, in its days, in the direction that it names."""

from __future__ import annotations

import json
from datetime import date

import pytest

from beichen.sources.demo import planted_incidents
from beichen.sources.demo.timeline import Timeline

from .conftest import UNTIL, Lumen


def test_incidents_are_told_in_a_file_beside_the_data(lumen: Lumen) -> None:
    told = json.loads((lumen.facts.folder / "incidents.json").read_text(encoding="utf-8"))

    crash = next(incident for incident in told["incidents"] if incident["name"] == "android_crashes")
    assert [incident["name"] for incident in told["incidents"]] == [
        "duplicate_web_plays",
        "short_video_campaign",
        "missing_car_ids",
        "recommender_v2",
        "student_plan",
        "daily_push_campaign",
        "playlist_prompt",
        "southwest_outage",
        "exclusive_album",
        "android_crashes",
    ]
    assert (crash["first_day"], crash["last_day"]) == ("2026-11-06", "2026-11-14")
    assert crash["segment"] == {"device": "android", "app_version": "5.9"}
    assert crash["moves"]["weekly_engaged_listeners"] == "down"
    assert told["rows"]["plays"] == lumen.value("select count(*) from plays")


def test_crashes_of_one_android_version_pull_the_north_star_down(lumen: Lumen) -> None:
    query = """
        select app_version = '5.9' as newest, avg(crashed::int) from app_starts
        where device = 'android' and started_at between '2026-11-06' and '2026-11-15' group by 1
    """
    crash_rate = dict(lumen.rows(query))

    assert crash_rate[True] > 0.03 and crash_rate[False] < 0.006
    assert lumen.week(0, "crash_rate") > 0.008 and lumen.mean(12, 2, "crash_rate") < 0.004
    assert lumen.week(0, "engaged") < 0.93 * lumen.mean(4, 2, "engaged")
    assert lumen.week(0, "engaged_share") < lumen.mean(4, 2, "engaged_share") - 0.025


def test_other_devices_do_not_feel_the_crashes(lumen: Lumen) -> None:
    query = """
        select l.device, count(*) filter (monday = '2026-11-09') / count(*) filter (monday = '2026-10-26')
        from listener_weeks join listeners l using (user_id) where on_days >= 3 group by 1
    """
    change = dict(lumen.rows(query))

    assert change["android"] < 0.85
    assert change["ios"] > 0.93


def test_daily_pushes_wake_listeners_and_break_the_guardrails(lumen: Lumen) -> None:
    during, before = (15, 14), (18, 16)

    assert lumen.week(14, "pushes") > 3 * lumen.mean(*before, "pushes")
    assert lumen.week(14, "negative_rate") > 0.008 > lumen.mean(*before, "negative_rate")
    assert lumen.mean(*during, "unsubscribe_rate") > 0.015
    assert lumen.mean(*before, "unsubscribe_rate") < 0.008
    assert lumen.mean(*during, "resurrected") > 1.15 * lumen.mean(*before, "resurrected")
    assert lumen.mean(*during, "push_open_rate") < 0.75 * lumen.mean(*before, "push_open_rate")


def test_short_video_campaign_brings_many_who_do_not_stay(lumen: Lumen) -> None:
    assert lumen.mean(36, 33, "sign_ups") > 1.3 * lumen.mean(40, 37, "sign_ups")
    assert lumen.mean(36, 33, "newcomers") > 1.3 * lumen.mean(40, 37, "newcomers")
    assert lumen.mean(36, 33, "newcomer_retention") < lumen.mean(40, 37, "newcomer_retention") - 0.02


def test_recommender_release_lifts_the_engaged_share_for_good(lumen: Lumen) -> None:
    assert lumen.mean(24, 17, "engaged_share") > lumen.mean(31, 25, "engaged_share") + 0.008
    assert lumen.mean(24, 17, "recommendation_completion") > lumen.mean(31, 25, "recommendation_completion") + 0.02
    assert lumen.mean(24, 17, "recommended / plays") > lumen.mean(31, 25, "recommended / plays") + 0.04
    assert lumen.mean(12, 2, "recommended / plays") > lumen.mean(31, 25, "recommended / plays") + 0.04


def test_student_plan_sells_from_its_first_day_and_raises_new_subscriptions(lumen: Lumen) -> None:
    first_student = lumen.value("select min(paid_at)::date from payments where plan = 'student'")
    query = "select count(*) from payments where kind = 'new' and paid_at >= $since::date and paid_at < $since::date + interval 70 days"

    assert first_student >= date(2026, 6, 29)
    assert lumen.value(query, since="2026-06-29") > 1.2 * lumen.value(query, since="2026-04-20")


def test_outage_silences_the_southwest_for_two_days(lumen: Lumen) -> None:
    query = """
        select region = 'southwest', count(distinct user_id) filter (played_at::date = '2026-09-18')
                                     / count(distinct user_id) filter (played_at::date = '2026-09-11')
        from plays join listeners using (user_id) group by 1
    """
    change = dict(lumen.rows(query))

    assert change[True] < 0.35
    assert change[False] > 0.93


def test_album_week_has_more_listeners_than_the_weeks_around_it(lumen: Lumen) -> None:
    assert lumen.week(6, "resurrected") > 1.3 * lumen.week(7, "resurrected")
    assert lumen.week(6, "engaged") > lumen.week(7, "engaged")
    assert lumen.week(6, "active") > 1.08 * lumen.week(5, "active")


def test_web_plays_are_written_twice_for_three_days(lumen: Lumen) -> None:
    query = """
        select device, sum(copies - 1)::bigint
        from (select device, count(*) as copies from plays
              where user_id is not null and played_at::date between $first::date and $last::date
              group by device, user_id, played_at, app_version, genre, recommended, seconds, completed)
        group by 1
    """
    faulty = dict(lumen.rows(query, first="2026-01-20", last="2026-01-22"))
    sound = dict(lumen.rows(query, first="2026-01-23", last="2026-02-10"))

    assert faulty["web"] > 200
    assert all(copies == 0 for device, copies in faulty.items() if device != "web")
    assert not any(sound.values())


def test_car_plays_lose_their_listener_for_two_days_and_at_no_other_time(lumen: Lumen) -> None:
    query = "select device, played_at::date, count(*) from plays where user_id is null group by all order by all"
    lost = lumen.rows(query)

    # A session that runs past midnight takes its loss along.
    assert {device for device, _, _ in lost} == {"car"}
    assert {day for _, day, _ in lost} <= {date(2026, 4, 8), date(2026, 4, 9), date(2026, 4, 10)}
    assert sum(count for _, _, count in lost) > 100


def test_experiment_splits_newcomers_in_half_and_its_prompt_works(lumen: Lumen) -> None:
    query = """
        select a.variant, count(*),
               avg(exists (from playlists p where p.user_id = a.user_id and p.created_at < a.assigned_at + interval 7 days)::int),
               avg(exists (from listener_weeks w where w.user_id = a.user_id and w.monday = date_trunc('week', a.assigned_at) + interval 7 days)::int)
        from assignments a group by 1
    """
    arms = {variant: rest for variant, *rest in lumen.rows(query)}

    assert set(arms) == {"control", "guided"}
    assert arms["guided"][0] / (arms["guided"][0] + arms["control"][0]) == pytest.approx(0.5, abs=0.03)
    assert arms["guided"][1] > 1.3 * arms["control"][1]
    assert arms["guided"][2] > 1.05 * arms["control"][2]
    assert lumen.value("select min(assigned_at)::date from assignments") == date(2026, 8, 31)
    assert lumen.value("select max(assigned_at)::date from assignments") == date(2026, 10, 11)


def test_short_history_has_only_the_incidents_that_lie_in_it() -> None:
    names = [incident.name for incident in planted_incidents(Timeline(UNTIL, 60))]

    assert names == ["exclusive_album", "android_crashes"]

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from beichen.domain.text import Text
from beichen.judgement.health.facts import Use
from beichen.judgement.health.watching import Status
from beichen.judgement.health.zombies import judge_zombies, zombies_of

from .worlds import MONDAY, TODAY, facts

LONG_AGO, YESTERDAY = TODAY - timedelta(weeks=9), TODAY - timedelta(days=1)


def use(
    name: str, *, seen: date | None = None, acted: bool = False, moved: date | None = None, judged: int = 60
) -> Use:
    return Use(name, Text.same(name), seen, acted, moved, judged)


def known(*uses: Use, since: date | None = MONDAY):
    return replace(facts(), uses=uses, looks_since=since)


def test_metric_that_nobody_looks_at_or_acts_on_and_that_never_moved_is_dead():
    found = known(
        use("dead", seen=LONG_AGO), use("seen", seen=YESTERDAY), use("acted", acted=True), use("moved", moved=YESTERDAY)
    )

    assert [each.metric for each in zombies_of(found)] == ["dead"]
    assert judge_zombies(found).statistic == 0.25
    assert judge_zombies(found).status is Status.OK


def test_more_than_a_quarter_of_dead_metrics_is_watched():
    check = judge_zombies(known(use("a"), use("b"), use("c", seen=YESTERDAY)))

    assert check.status is Status.WATCH
    assert "2 of 3 metrics (67%)" in check.reason.en


def test_north_star_that_is_dead_has_failed():
    assert (
        judge_zombies(known(use("listeners"), *(use(f"m{at}", acted=True) for at in range(9)))).status is Status.FAILED
    )


def test_metric_that_could_not_be_judged_is_not_called_silent():
    assert zombies_of(known(use("young", judged=3))) == ()


def test_looks_that_were_kept_for_seven_weeks_say_nothing_yet():
    recent = known(use("dead"), since=TODAY - timedelta(weeks=7))

    assert judge_zombies(recent).status is Status.UNDETERMINED
    assert zombies_of(recent) == ()

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from beichen.domain.text import Text
from beichen.judgement.health import verdict as judging
from beichen.judgement.health.check import Check
from beichen.judgement.health.table import CHECKS
from beichen.judgement.health.verdict import Verdict, judge_health
from beichen.judgement.health.watching import Status

from .worlds import MONDAY, facts, line


def verdict_of(monkeypatch: pytest.MonkeyPatch, **statuses: Status) -> Verdict:
    """The verdict when checks say this, and all others that they are fine."""
    rows = {
        code: replace(
            row, judge=lambda _, code=code: Check(code, statuses.get(code, Status.OK), 0.0, 2.75, None, Text.same("so"))
        )
        for code, row in CHECKS.items()
    }
    monkeypatch.setattr(judging, "CHECKS", rows)
    return judge_health(facts()).verdict


@pytest.mark.parametrize("code", ["link", "plateau", "gaming"])
def test_check_of_the_meaning_that_fails_asks_for_another_north_star(monkeypatch, code):
    assert verdict_of(monkeypatch, **{code: Status.FAILED}) is Verdict.RE_ELECT


@pytest.mark.parametrize("code", ["decoupling", "drift", "zombies", "concentration"])
def test_other_check_that_fails_alone_is_watched(monkeypatch, code):
    assert verdict_of(monkeypatch, **{code: Status.FAILED}) is Verdict.WATCH


def test_two_that_fail_together_ask_for_another_north_star(monkeypatch):
    assert verdict_of(monkeypatch, drift=Status.FAILED, concentration=Status.FAILED) is Verdict.RE_ELECT


def test_check_that_is_watched_asks_to_watch(monkeypatch):
    assert verdict_of(monkeypatch, link=Status.WATCH) is Verdict.WATCH


def test_distance_from_a_benchmark_has_no_say(monkeypatch):
    assert verdict_of(monkeypatch, benchmark=Status.FAILED) is Verdict.KEEP


def test_where_nothing_can_be_judged_it_is_kept_for_now_and_that_is_said():
    health = judge_health(facts(line("listeners", [1.0, 2.0])))

    assert (health.verdict, health.judged) == (Verdict.KEEP, 0)
    assert health.summary.en == "Keep it for now: none of the 7 checks can tell anything yet."
    assert health.summary.zh == "暂时保留：7 项检查都还无法判断。"
    assert all(check.status is Status.UNDETERMINED and check.reason.en and check.reason.zh for check in health.checks)


def test_what_comes_later_changes_no_earlier_look():
    whole = facts()
    early = replace(
        whole, starts=whole.starts[:90], north_star=replace(whole.north_star, values=whole.north_star.values[:90])
    )

    late_looks = {look.on: look.statistic for look in judge_health(whole).checks[1].trend}
    for look in judge_health(early).checks[1].trend[-30:]:
        assert look.statistic is not None
        assert math.isclose(late_looks[look.on] or 0, look.statistic, abs_tol=1e-9)
    assert MONDAY in whole.starts

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from beichen.judgement.health.drift import judge_drift
from beichen.judgement.health.facts import Definitions, Redefinition
from beichen.judgement.health.watching import Status

from .worlds import MONDAY, TODAY, facts

LATELY = TODAY - timedelta(weeks=3)


def judged(*changes):
    return judge_drift(replace(facts(), definitions=Definitions(MONDAY, changes)))


def test_definition_that_stays_is_fine():
    assert (judged().status, judged().statistic) == (Status.OK, 0.0)


def test_change_that_hardly_moves_the_number_is_fine():
    assert judged(Redefinition(LATELY, 0.02)).status is Status.OK


def test_change_that_moves_the_number_by_a_tenth_is_watched_since_its_day():
    check = judged(Redefinition(LATELY, -0.1))

    assert (check.status, check.statistic, check.since) == (Status.WATCH, 0.1, LATELY)
    assert "changed once within half a year" in check.reason.en


def test_change_that_makes_another_number_of_it_has_failed():
    assert judged(Redefinition(LATELY, 0.4)).status is Status.FAILED


def test_change_of_unknown_effect_is_watched_without_a_number():
    check = judged(Redefinition(LATELY, None))

    assert (check.status, check.statistic) == (Status.WATCH, None)
    assert "not known" in check.reason.en


def test_change_of_last_year_is_history():
    assert judged(Redefinition(TODAY - timedelta(weeks=40), 0.4)).status is Status.OK


def test_before_the_first_refresh_nothing_is_known():
    assert judge_drift(facts()).status is Status.UNDETERMINED

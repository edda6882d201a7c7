from __future__ import annotations

from datetime import timedelta

from beichen.domain.time import Grain
from beichen.judgement.health.watching import Status, watch

from .worlds import MONDAY

STARTS = [MONDAY + timedelta(weeks=at) for at in range(120)]


def watched(beyond: dict[int, float], starts=STARTS):
    """Looks that see 0, but for the weeks named."""
    return watch(lambda lo, edge, end: beyond.get(end - 1, 0.0), starts, Grain.WEEK)


def test_one_look_beyond_the_threshold_is_no_alarm():
    assert watched({119: 9.0}).status is Status.OK


def test_two_looks_in_a_row_are_watched_since_the_first():
    found = watched({118: 3.0, 119: 3.0})

    assert (found.status, found.since) == (Status.WATCH, STARTS[118])


def test_four_looks_far_beyond_have_failed():
    assert watched(dict.fromkeys(range(116, 120), 3.6)).status is Status.FAILED


def test_look_that_can_tell_nothing_is_undetermined():
    assert watch(lambda lo, edge, end: None, STARTS, Grain.WEEK).status is Status.UNDETERMINED


def test_with_less_than_a_year_behind_it_nothing_has_failed():
    assert watched(dict.fromkeys(range(46, 50), 3.6), STARTS[:50]).status is Status.WATCH


def test_history_that_does_not_suffice_is_not_looked_at():
    assert watched({}, STARTS[:33]) is None
    assert len(watched({}, STARTS[:34]).looks) == 1


def test_reference_stands_still_while_the_statistic_is_beyond():
    seen = {}

    def statistic(lo, edge, end):
        seen[end] = edge
        return 3.0 if end > 100 else 0.0

    watch(statistic, STARTS, Grain.WEEK)

    assert (seen[100], seen[101], seen[102], seen[120]) == (92, 93, 93, 93)

"""What coincides: overlaps worked out by hand, and words that never say why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from beichen.domain.text import Text
from beichen.domain.time import Period
from beichen.judgement.coinciding import (
    STRONG,
    Coincidence,
    Happening,
    Moved,
    overlap_of,
    place_overlap,
    rank_coinciding,
    tell_coinciding,
    time_overlap,
)

LAST_WEEK, THIS_WEEK = Period(date(2026, 11, 2), date(2026, 11, 9)), Period(date(2026, 11, 9), date(2026, 11, 16))
MOVED = Moved(THIS_WEEK, LAST_WEEK, path={"north_star", "active"}, below={"north_star", "active", "share"})


def happening(first: int, last: int | None, kind: str = "campaign", **rest: object) -> Happening:
    """On days of November."""
    until = None if last is None else date(2026, 11, last)
    return Happening(kind, "it", Text("It", "它"), date(2026, 11, first), until, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("what", "share"),
    [
        (happening(9, 15), 1.0),  # this whole week, not the last one
        (happening(11, 11), 1 / 7),
        (happening(2, 8), 0.75),  # gone: it was there last week
        (happening(4, 4), 0.75 / 7),  # such as a holiday last week
        (happening(2, 15), 0.1),  # all along
        (happening(1, None), 0.1),  # still running
        (happening(6, 15), 0.9 * 4 / 7 + 0.1),  # 3 days of the last week, then all of this
        (happening(12, 12, "release"), 4 / 7),  # from Thursday on the week is another one
        (happening(12, 12, "outage"), 1 / 7),
        (happening(1, 1), 0.0),
        (happening(16, 20), 0.0),
    ],
)
def test_time_overlaps_by_the_days_of_one_period_that_are_not_of_the_other(what: Happening, share: float) -> None:
    assert time_overlap(what, MOVED) == pytest.approx(share)


def test_what_began_in_the_period_counts_more_than_what_has_been_running_all_along() -> None:
    ranked = rank_coinciding([happening(1, None), happening(11, 11), happening(12, 12, "release")], MOVED)

    assert [each.happening.kind for each in ranked] == ["release", "campaign", "campaign"]
    assert ranked[-1].happening.ends_on is None


@pytest.mark.parametrize(
    ("segment", "share"),
    [
        ((("device", ("android", "ios")),), 1.0),
        ((("plays.device", ("android",)),), 1.0),
        ((("device", ("web",)),), 0.4),
        ((("region", ("north",)),), 0.75),  # nothing is known of where in the regions it moved
        ((), 0.75),
    ],
)
def test_place_overlaps_where_the_segment_that_stands_out_lies_in_the_events(
    segment: tuple[tuple[str, tuple[str | None, ...]], ...], share: float
) -> None:
    located = replace(MOVED, located=[("active", (("device", "android"),))])

    assert place_overlap(happening(9, 15, segment=segment), located) == share
    assert place_overlap(happening(9, 15, segment=segment), MOVED) == 0.75  # nothing stands out


@pytest.mark.parametrize(("metrics", "share"), [(("active",), 0.75), ((), 0.6), (("share",), 0.6), (("revenue",), 0.0)])
def test_event_of_a_metric_on_the_path_counts_whole_and_of_one_outside_not_at_all(
    metrics: tuple[str, ...], share: float
) -> None:
    assert overlap_of(happening(9, 15, metrics=metrics), MOVED) == pytest.approx(share)


def test_order_does_not_hang_on_the_order_in_which_events_are_found() -> None:
    events = [replace(happening(9, 15), name=name) for name in "cab"] + [happening(10, 10), happening(1, 1)]

    ranked = rank_coinciding(events, MOVED)

    assert ranked == rank_coinciding(events[::-1], MOVED)
    assert [each.happening.name for each in ranked] == ["a", "b", "c", "it"]


def test_clause_names_what_happened_and_says_nothing_of_why() -> None:
    clause = tell_coinciding(Coincidence(happening(9, 15), STRONG))

    assert clause == Text("At the same time: It", "同期：它")
    for word in ("because", "due to", "cause", "led", "driven", "result"):
        assert word not in clause.en.lower()
    for word in ("因为", "导致", "由于", "造成", "带来", "原因", "受"):
        assert word not in clause.zh

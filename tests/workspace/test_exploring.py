"""Breakdowns and segments: what is asked of whom, from the club's visits."""

from __future__ import annotations

from datetime import date

import pytest

from beichen.domain.additivity import Additivity
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.time import Grain
from beichen.errors import LimitError, QueryError
from beichen.warehouse.calloff import CallOff
from beichen.warehouse.port import Limits
from beichen.workspace.explaining.segmenting import dimensions_of, segment_table
from beichen.workspace.exploring import Asked, break_down, settled, values_of
from beichen.workspace.open import Workspace
from beichen.workspace.periods import Pair

WEEKS = [date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19)]


def test_dimensions_whose_segments_make_up_the_total_come_first(club: Workspace) -> None:
    assert dimensions_of(club, "active") == (
        "region",
        "device",
    )  # a reader lives in one region, and may use two devices
    assert dimensions_of(club, "minutes") == ("device", "region")


def test_breakdown_by_two_dimensions_adds_up_as_the_one_that_does_so_least(club: Workspace) -> None:
    found = break_down(club, Asked("active", by=("region", "device")))

    assert found.additivity is Additivity.NONE
    first = found.series[0]
    assert (dict(first.segment), first.weight) == (
        {"region": "north", "device": "phone"},
        Undetermined(Reason.NOT_ADDITIVE),
    )


def test_rows_without_a_value_are_a_segment_of_their_own(club: Workspace) -> None:
    found = break_down(club, Asked("minutes", by=("region",)))
    values = {series.segment[0][1]: series.values for series in found.series}

    assert values == {"north": (95, 30, 5), "south": (40, 80, 80), None: (0, 5, 0)}  # of dee nothing is known
    assert found.total.values == (135, 115, 85)
    assert (found.at, found.versus, found.complete) == (WEEKS[2], WEEKS[1], (True, True, True))


def test_periods_are_counted_from_the_latest(club: Workspace) -> None:
    assert settled(club, Asked("minutes", periods=2)).start == WEEKS[1]
    assert settled(club, Asked("minutes", periods=50)).start == WEEKS[0]
    assert settled(club, Asked("minutes", start=WEEKS[2], periods=2)).start == WEEKS[2]
    assert break_down(club, Asked("minutes", periods=1)).periods == (WEEKS[2],)


def test_period_compared_may_lie_outside_of_what_is_shown(club: Workspace) -> None:
    found = break_down(club, Asked("minutes", periods=1, at=WEEKS[2], versus=WEEKS[0]))

    assert (found.periods, found.total.now, found.total.before) == ((WEEKS[2],), 85, 135)


def test_more_dimensions_than_can_be_read_are_refused(club: Workspace) -> None:
    with pytest.raises(QueryError, match="too many to read"):
        break_down(club, Asked("minutes", by=("device", "region", "visits.device", "readers.region")))


def test_breakdown_that_is_called_off_asks_nothing(club: Workspace) -> None:
    calloff = CallOff()
    calloff.call()

    with pytest.raises(LimitError, match="called off"):
        break_down(club, Asked("minutes", by=("device",)), limits=Limits(calloff=calloff))


def test_values_to_pick_from_come_from_the_model_that_has_them(club: Workspace) -> None:
    assert values_of(club, "minutes", "region") == ["north", "south"]
    assert values_of(club, "minutes", "region", containing="OUT") == ["south"]
    assert values_of(club, "minutes", "device", most=1) == ["phone"]  # 8 of 14 rows


def test_segments_by_a_property_of_the_reader_add_up(club: Workspace) -> None:
    table = segment_table(club, "active", "region", Pair(Grain.WEEK, WEEKS[2], WEEKS[1]))
    found = {row.value: (row.share.before, row.share.after, row.share.contribution, row.weight) for row in table.rows}

    assert table.adds_up is None
    assert found == {
        None: (1, 0, -1, 0),  # dee did not come back
        "north": (1, 1, 0, 0.5),
        "south": (1, 1, 0, 0.5),
    }

"""The covered span: from the earliest row to the day through which the data are complete."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from beichen.domain.time import Span
from beichen.engine.run import Engine
from beichen.engine.spans import sources_of
from beichen.errors import ProjectError
from beichen.workspace.open import Workspace

from ..workspace.club import MODELS, SETTINGS, SOURCES, VISITS
from ..workspace.fixtures import OpenClub

FIRST, LAST = date(2026, 1, 5), date(2026, 1, 25)
NOW = datetime(2026, 2, 1, 16, 30, tzinfo=UTC)  # half past midnight of 2 February in Shanghai


def span_of(workspace: Workspace, model: str = "visits", now: datetime = NOW) -> Span | None:
    workspace.load()
    return Engine(workspace.project, workspace.engine.warehouse, lambda: now).span(model)


def stated(text: str) -> dict[str, str]:
    """The visits' source with what it says of its completeness."""
    return {"sources/files.yml": SOURCES.replace("data/visits.csv}", f"data/visits.csv, {text}}}")}


def test_dates_are_complete_through_the_latest(club_with: OpenClub) -> None:
    assert span_of(club_with()) == Span(FIRST, through=LAST, last_day=LAST)


def test_of_timestamps_the_latest_day_is_still_running(club_with: OpenClub) -> None:
    moments = VISITS.replace(",2026-01-25,", ",2026-01-25 23:59:59,")
    typed = stated("columns: {day: timestamp}")

    assert span_of(club_with({**typed, "data/visits.csv": moments})) == Span(
        FIRST, through=date(2026, 1, 24), last_day=LAST
    )


@pytest.mark.parametrize(
    ("said", "through"),
    [
        ("complete_through: latest", LAST),
        ("complete_through: 2026-01-20", date(2026, 1, 20)),
        ("complete_through: 2026-01-31", date(2026, 1, 31)),
        ("complete_through: clock", date(2026, 2, 1)),
        ("complete_through: clock, lag: 30 minutes", date(2026, 2, 1)),  # midnight itself: the day has closed
        ("complete_through: clock, lag: 31 minutes", date(2026, 1, 31)),
        ("complete_through: clock, lag: 2 days", date(2026, 1, 30)),
    ],
)
def test_source_may_say_how_far_it_is_complete(club_with: OpenClub, said: str, through: date) -> None:
    settings = SETTINGS.replace("Europe/London", "Asia/Shanghai")

    assert span_of(club_with({**stated(said), "beichen.yml": settings})) == Span(FIRST, through=through, last_day=LAST)


def test_clock_goes_by_the_projects_day(club_with: OpenClub) -> None:
    """At 16:30 UTC it is already tomorrow in Shanghai, and still today in London."""
    said = stated("complete_through: clock")
    shanghai = {"beichen.yml": SETTINGS.replace("Europe/London", "Asia/Shanghai")}

    assert span_of(club_with(said)) == Span(FIRST, through=date(2026, 1, 31), last_day=LAST)
    assert span_of(club_with({**said, **shanghai})) == Span(FIRST, through=date(2026, 2, 1), last_day=LAST)


def test_of_several_sources_that_say_so_the_earliest_counts(club_with: OpenClub) -> None:
    sources = SOURCES.replace("visits.csv}", "visits.csv, complete_through: 2026-01-31}").replace(
        "readers.csv}", "readers.csv, complete_through: 2026-01-22}"
    )
    joined = MODELS.replace("table: visits", "sql: select v.* from visits v left join readers using (reader)")
    workspace = club_with({"sources/files.yml": sources, "models/visits.yml": joined})

    assert span_of(workspace) == Span(FIRST, through=date(2026, 1, 22), last_day=LAST)
    assert [source.name for source in sources_of(workspace.engine.models["visits"])] == ["visits", "readers"]


def test_source_that_says_nothing_does_not_hold_back_one_that_does(club_with: OpenClub) -> None:
    sources = stated("complete_through: 2026-01-31")
    joined = MODELS.replace("table: visits", "sql: select v.* from visits v left join readers using (reader)")

    assert span_of(club_with({**sources, "models/visits.yml": joined})) == Span(FIRST, date(2026, 1, 31), LAST)


def test_model_without_rows_that_have_a_time_has_no_span(club_with: OpenClub) -> None:
    sources = SOURCES.replace("data/visits.csv}", "data/visits.csv, columns: {day: date}}")
    untimed = "reader,day,minutes,device\nann,,20,phone\n"

    assert span_of(club_with({"data/visits.csv": untimed, "sources/files.yml": sources})) is None


def test_source_that_is_complete_for_ever_is_refused(club_with: OpenClub) -> None:
    with pytest.raises(ProjectError, match="9999-12-31"):
        span_of(club_with(stated("complete_through: 9999-12-31")))


def test_periods_are_complete_within_the_span_and_returned_to_its_end(club_with: OpenClub) -> None:
    short = club_with(stated("complete_through: 2026-01-20"))
    long = club_with(stated("complete_through: 2026-02-03"))

    assert [(row.period.day, row.value, row.complete) for row in short.query("visit_count")] == [
        (5, 6, True),
        (12, 5, True),
        (19, 3, False),  # rows so far, though the source vouches for Tuesday only
    ]
    assert [(row.period, row.value, row.complete) for row in long.query("visit_count")][2:] == [
        (date(2026, 1, 19), 3, True),
        (date(2026, 1, 26), 0, True),
        (date(2026, 2, 2), 0, False),
    ]

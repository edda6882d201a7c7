"""Random small worlds: a project with every kind of metric, its rows, and questions to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from .random_metrics import DAYS, GRAINS, LENGTHS, NEAR, OWN_FILTERS, USER, Draw, Row, draw_metrics

USERS = ("amy", "o'brien", 'da"n', "李雷", "🍵", "")
KINDS = ("a", "b", "o'c", None)
REGIONS = ("north", "南方", 'we"st', None)
WEEK_STARTS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CLOCKS = ("date", "timestamp", "zoned", "instant")
# Days on which the clocks change, or a year begins.
ANCHORS = {
    "Europe/London": (date(2024, 3, 31), date(2024, 10, 27)),
    "America/New_York": (date(2024, 3, 10), date(2024, 11, 3)),
    "Asia/Shanghai": (date(2024, 1, 1), date(2023, 12, 31)),
    "Australia/Lord_Howe": (date(2024, 4, 7), date(2024, 10, 6)),
    "UTC": (date(2024, 2, 29),),
}
CHANGING = ("Europe/London", "America/New_York", "Australia/Lord_Howe")
ZONES = ("UTC", "Asia/Tokyo", "Asia/Kolkata")  # without changes of the clock: no time of day is there twice

DIMENSIONS = (
    (),
    (),
    ("kind",),
    ("region",),
    ("users.region",),
    ("city",),
    ("order",),
    ("kind", "region"),
    ("region", "city"),
)


def world_settings(worlds: int) -> settings:
    """Worlds are not shrunk: that takes minutes, and a disagreement names its metric, period and segment as it is."""
    phases = (Phase.explicit, Phase.reuse, Phase.generate)
    checks = list(HealthCheck)
    return settings(deadline=None, max_examples=worlds, phases=phases, suppress_health_check=checks, print_blob=True)


@dataclass(frozen=True, slots=True)
class Ask:
    """One question."""

    metric: str
    by: tuple[str, ...]
    where: str | None
    grain: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class World:
    """A project as its files would say it, its tables, and what is asked."""

    settings: Row
    sources: list[Row]
    models: list[Row]
    metrics: list[Row]
    clock: str
    events: list[Row]
    payments: list[Row]
    users: list[Row]
    asks: list[Ask]


@st.composite
def worlds(draw: Draw, questions: int, clocks_change: bool = False) -> World:
    """A world with `questions` questions.

    Where the clocks change, all is instants within a few hours, and the questions are those that look ahead in time.
    """
    timezone = draw(st.sampled_from(CHANGING if clocks_change else sorted(ANCHORS)))
    anchor = draw(st.sampled_from(ANCHORS[timezone]))
    clock = draw(st.sampled_from(("instant", "zoned") if clocks_change else CLOCKS))
    zone = draw(st.sampled_from(ZONES))
    moments = _moments(timezone, anchor, clock, zone, near=clocks_change)
    people = USERS[:2] if clocks_change else (*USERS, *USERS[:3], *USERS[:3], None)
    events = _with_duplicates(draw, draw(_many(_event(moments, people), 30)))
    payments = draw(_many(_payment(anchor), 10))
    regions = draw(st.dictionaries(st.sampled_from(USERS), st.sampled_from(REGIONS), max_size=len(USERS)))
    metrics = draw_metrics(draw, DAYS if clock == "date" else NEAR if clocks_change else LENGTHS, anchor)
    asked = [m for m in metrics if not clocks_change or m["type"] in ("conversion", "repeat")]
    settings = {
        "version": 1,
        "name": "World",
        "timezone": timezone,
        "week_start": draw(st.sampled_from(WEEK_STARTS)),
        "locale": "en",
        "warehouse": "duckdb",
    }
    return World(
        settings,
        _sources(draw, anchor),
        _models(clock, zone),
        metrics,
        clock,
        events,
        payments,
        [{"id": user, "region": region} for user, region in regions.items()],
        [draw(_asks(asked, anchor)) for _ in range(questions)],
    )


def _moments(timezone: str, anchor: date, clock: str, zone: str, *, near: bool) -> st.SearchStrategy[Any]:
    """Moments within seven weeks of the anchor, many at midnight; near it, in the hours that are missing or twice."""
    if near:
        days = st.sampled_from((0, 0, 0, 1, -1))
        clocks = st.builds(time, st.sampled_from((0, 1, 2)), st.sampled_from((0, 20, 40, 59)))
    else:
        days = st.one_of(st.integers(-2, 2), st.integers(-16, 16), st.integers(-50, 50))
        ends = st.sampled_from((time(0, 0), time(23, 59, 59, 999999)))
        clocks = st.one_of(ends, st.builds(time, st.sampled_from((0, 1, 2, 12, 22, 23)), st.sampled_from((0, 30, 59))))
    walls = st.builds(lambda day, at: datetime.combine(anchor + timedelta(days=day), at), days, clocks)
    if clock == "date":
        return walls.map(lambda wall: wall.date())
    if clock == "timestamp":
        return walls
    local = ZoneInfo(timezone)
    instants = st.builds(
        lambda wall, fold: wall.replace(tzinfo=local, fold=fold).astimezone(UTC), walls, st.integers(0, 1)
    )
    if clock == "instant":
        return instants
    return instants.map(lambda instant: instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None))


def _event(moments: st.SearchStrategy[Any], people: Sequence[str | None]) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(
        {
            "at": st.one_of(moments, moments, moments, moments, moments, moments, moments, st.none()),
            "用户 id": st.sampled_from(people),
            "account": st.sampled_from((1, 2, 3, None)),
            "kind": st.sampled_from(KINDS),
            "city": st.sampled_from(("Beijing", "上海 🌆", None)),
            "order": st.sampled_from((1, 2, None)),
            "amount": st.one_of(st.integers(-3, 9), st.none()),
            "price": st.one_of(st.integers(-8, 40).map(lambda quarters: quarters / 4), st.none()),
            "flag": st.sampled_from((True, False, None)),
        }
    )


def _payment(anchor: date) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(
        {
            "paid_on": st.integers(-30, 40).map(lambda day: anchor + timedelta(days=day)),
            "payer": st.sampled_from((*USERS, None)),
            "kind": st.sampled_from(KINDS),
            "amount": st.one_of(st.integers(0, 9), st.none()),
        }
    )


def _many(rows: st.SearchStrategy[Row], most: int) -> st.SearchStrategy[list[Row]]:
    """Usually many rows, sometimes one or none."""
    many = st.lists(rows, min_size=most // 2, max_size=most)
    return st.integers(0, 9).flatmap(lambda n: st.lists(rows, max_size=2) if n == 9 else many)


def _with_duplicates(draw: Draw, events: list[Row]) -> list[Row]:
    if not events or not draw(st.booleans()):
        return events
    return events + draw(st.lists(st.sampled_from(events), max_size=4))


def _sources(draw: Draw, anchor: date) -> list[Row]:
    """Each says sometimes how far it is whole: before, at or after its latest row."""
    sources = []
    for name in ("events", "payments", "users"):
        source: Row = {
            "name": name,
            "type": "file",
            "path": f"data/{name}.parquet",
            "load": draw(st.sampled_from(("copy", "view"))),
        }
        stated = draw(st.one_of(st.none(), st.none(), st.none(), st.integers(-20, 60)))
        if stated is not None and name != "users":
            source["complete_through"] = anchor + timedelta(days=stated)
        sources.append(source)
    return sources


def _models(clock: str, zone: str) -> list[Row]:
    at: Row = {"column": "at"} | ({"zone": zone} if clock == "zoned" else {})
    events: Row = {
        "name": "events",
        "table": "events",
        "time": at,
        "entities": [{"name": "user", "expr": USER}, {"name": "account", "expr": "account"}],
        "dimensions": [
            {"name": "kind", "expr": "kind", "scope": "event"},
            {"name": "city", "expr": "city", "scope": "entity"},
            {"name": "order", "expr": '"order"', "scope": "event"},
        ],
    }
    payments: Row = {
        "name": "payments",
        "table": "payments",
        "time": {"column": "paid_on"},
        "entities": [{"name": "user", "expr": "payer"}],
        "dimensions": [{"name": "kind", "expr": "kind", "scope": "event"}],
    }
    users: Row = {
        "name": "users",
        "table": "users",
        "entities": [{"name": "user", "expr": "id", "type": "primary"}],
        "dimensions": [{"name": "region", "expr": "region", "scope": "entity"}],
    }
    return [events, payments, users]


def _asks(metrics: list[Row], anchor: date) -> st.SearchStrategy[Ask]:
    days = st.one_of(
        st.none(), st.none(), st.none(), st.integers(-40, 40).map(lambda day: anchor + timedelta(days=day))
    )
    return st.builds(
        Ask,
        st.sampled_from([metric["name"] for metric in metrics]),
        st.sampled_from(DIMENSIONS),
        st.one_of(st.none(), st.none(), st.none(), st.sampled_from(OWN_FILTERS)),
        st.sampled_from(GRAINS),
        days,
        days,
    )

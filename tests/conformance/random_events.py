"""Random small worlds: a project with every kind of metric, its rows, and questions to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

Row = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]

USER = '"用户 id"'
USERS = ("amy", "o'brien", 'da"n', "李雷", "🍵", "")
KINDS = ("a", "b", "o'c", None)
REGIONS = ("north", "南方", 'we"st', None)
GRAINS = ("day", "week", "month", "quarter", "year")
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

DAYS = ("1 days", "1 days", "2 days", "7 days", "2 weeks", "30 days")
LENGTHS = (*DAYS, "30 minutes", "1 hours", "2 hours", "24 hours", "36 hours")
NEAR = ("20 minutes", "1 hours", "2 hours", "1 days", "24 hours")

# SQL text → the same over a row; a comparison with null does not hold.
CONDITIONS: Mapping[str, Callable[[Row], Any]] = {
    "kind = 'a'": lambda row: row["kind"] == "a",
    "kind <> 'a'": lambda row: row["kind"] is not None and row["kind"] != "a",
    "kind is null": lambda row: row["kind"] is None,
    "kind = 'o''c' or kind is null": lambda row: row["kind"] in ("o'c", None),
    "amount > 2": lambda row: row["amount"] is not None and row["amount"] > 2,
    "amount > 0 and kind in ('a', 'b')": lambda row: (row["amount"] or 0) > 0 and row["kind"] in ("a", "b"),
    "not flag": lambda row: row["flag"] is False,
    "coalesce(amount, 9) between 1 and 9": lambda row: 1 <= (9 if row["amount"] is None else row["amount"]) <= 9,
    "\"用户 id\" <> '李雷'": lambda row: row["用户 id"] not in (None, "李雷"),
    '"order" % 2 = 0': lambda row: row["order"] is not None and row["order"] % 2 == 0,
    "amount > 100": lambda row: row["amount"] is not None and row["amount"] > 100,
}
VALUES: Mapping[str, Callable[[Row], Any]] = {
    USER: lambda row: row["用户 id"],
    '"order"': lambda row: row["order"],
    "amount * price": lambda row: None if None in (row["amount"], row["price"]) else row["amount"] * row["price"],
    "coalesce(price, 0.5)": lambda row: 0.5 if row["price"] is None else row["price"],
}
TESTS: Mapping[str, Callable[[Row], Any]] = {
    "days >= 2": lambda having: having["days"] >= 2,
    "days >= 1 and spent >= 3": lambda having: having["days"] >= 1 and having["spent"] >= 3,
    "spent = 0 or best > 1": lambda having: having["spent"] == 0 or (having["best"] is not None and having["best"] > 1),
    "not best > 1": lambda having: having["best"] is not None and not having["best"] > 1,
    "days = 0": lambda having: having["days"] == 0,
}
EXPRESSIONS = {**CONDITIONS, **VALUES, **TESTS}
OWN_FILTERS = tuple(CONDITIONS)
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
    metrics = _metrics(draw, DAYS if clock == "date" else NEAR if clocks_change else LENGTHS, anchor)
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


def _metrics(draw: Draw, lengths: Sequence[str], anchor: date) -> list[Row]:
    """At least one metric of each kind, its details drawn."""
    kinds = [*_simple(draw), *_cumulative(draw), *_entity_kinds(draw, lengths), *_over_metrics(draw, anchor)]
    return [{"role": "input", "grain": draw(st.sampled_from(GRAINS)), **metric} for metric in kinds]


def _measure(draw: Draw, *, filtered: bool = True) -> Row:
    agg = draw(st.sampled_from(("count", "sum", "avg", "min", "max", "count_distinct", "percentile", "percentile")))
    measure: Row = {"agg": agg}
    numbers = ("amount", "price", "amount * price", "coalesce(price, 0.5)")
    if agg == "count_distinct":
        measure["expr"] = draw(st.sampled_from((USER, "account", "local_date()", "kind")))
    elif agg != "count" or draw(st.booleans()):
        measure["expr"] = draw(st.sampled_from(numbers))
    if agg == "percentile":
        measure["percentile"] = draw(st.sampled_from((0.0, 0.1, 0.35, 0.5, 0.9, 1.0)))
    return measure | (_filter(draw) if filtered else {})


def _filter(draw: Draw) -> Row:
    text = draw(st.one_of(st.none(), st.none(), st.sampled_from(OWN_FILTERS)))
    return {} if text is None else {"filter": text}


def _simple(draw: Draw) -> list[Row]:
    rows: list[Row] = [{"name": f"simple_{n}", "type": "simple", "model": "events", **_measure(draw)} for n in (1, 2)]
    people: Row = {
        "name": "people",
        "type": "simple",
        "model": "events",
        "agg": "count_distinct",
        "expr": USER,
        **_filter(draw),
    }
    paid: Row = {"name": "paid", "type": "simple", "model": "payments", "agg": "sum", "expr": "amount"}
    payers: Row = {"name": "payers", "type": "simple", "model": "payments", "agg": "count_distinct", "expr": "payer"}
    rows_: Row = {"name": "rows", "type": "simple", "model": "events", "agg": "count"}
    return [*rows, people, paid, payers, rows_]


def _cumulative(draw: Draw) -> list[Row]:
    base: Row = {"type": "cumulative", "model": "events"}
    windows = st.sampled_from(("1 days", "3 days", "7 days", "28 days", "2 weeks", "90 days"))
    return [
        {"name": "trailing", **base, **_measure(draw), "window": draw(windows)},
        {
            "name": "trailing_people",
            **base,
            "agg": "count_distinct",
            "expr": USER,
            "window": draw(windows),
            **_filter(draw),
        },
        {"name": "to_date", **base, **_measure(draw), "to_date": draw(st.sampled_from(("month", "quarter", "year")))},
        {"name": "ever", **base, **_measure(draw), "window": "all"},
        {"name": "people_ever", **base, "agg": "count_distinct", "expr": USER, "window": "all", **_filter(draw)},
    ]


def _entity_kinds(draw: Draw, lengths: Sequence[str]) -> list[Row]:
    entity: Row = {"model": "events", "entity": draw(st.sampled_from(("user", "user", "account")))}
    having = {
        "days": {"agg": "count_distinct", "expr": "local_date()", **_filter(draw)},
        "spent": {"agg": "sum", "expr": "amount", **_filter(draw)},
        "best": {"agg": "max", "expr": "price"},
    }
    test = draw(st.sampled_from(tuple(TESTS)))
    first = draw(st.integers(0, 8))
    rows: list[Row] = [
        {"name": "engaged", "type": "threshold", **entity, "having": having, "where": test, **_filter(draw)},
        {"name": "back_in", "type": "retention", **entity, "offset": draw(st.integers(1, 3)), **_cohort(draw)},
        {
            "name": "back_on",
            "type": "retention",
            **entity,
            "days": [first, first + draw(st.integers(1, 8))],
            **_cohort(draw),
        },
    ]
    for count in ("entities", "events"):
        ends = {"from": _filter(draw), "to": _filter(draw)}
        shared: Row = {**entity, "within": draw(st.sampled_from(lengths)), "count": count}
        rows.append({"name": f"converted_{count}", "type": "conversion", **shared, **ends})
        event = _filter(draw)
        repeated: Row = {
            **entity,
            "within": draw(st.sampled_from(lengths)),
            "count": count,
            **({"event": event} if event else {}),
        }
        rows.append({"name": f"repeated_{count}", "type": "repeat", **repeated})
    for of in ("people", "engaged"):
        for state in ("new", "retained", "resurrected", "lapsed"):
            rows.append({"name": f"{state}_{of}", "type": "lifecycle", "of": of, "state": state})
    return rows


def _cohort(draw: Draw) -> Row:
    ends = {"cohort": _filter(draw), "returns": _filter(draw)}
    return {name: end for name, end in ends.items() if end}


def _over_metrics(draw: Draw, anchor: date) -> list[Row]:
    parts = st.sampled_from(("simple_1", "people", "engaged", "new_people", "rows", "back_in"))
    formulas = (
        "new_people + retained_people + resurrected_people",
        "people - lapsed_people / rows",
        "simple_1 * 2 - (rows + 0.5)",
        "paid / payers + people",
        "rows / (people - people)",
    )
    weights = [
        {"metric": "engaged_share", "weight": draw(st.integers(1, 3)), "zero": 0, "hundred": 0.75},
        {"metric": "rows", "weight": 1, "zero": 6, "hundred": 1.5},
    ]
    turned = anchor + timedelta(days=draw(st.integers(-10, 10)))
    versions = [
        {"valid_from": anchor - timedelta(days=30), "components": weights},
        {"valid_from": turned, "components": [weights[0], {**weights[1], "weight": 2.5}]},
    ]
    return [
        {"name": "engaged_share", "type": "ratio", "numerator": "engaged", "denominator": "people"},
        {"name": "some_ratio", "type": "ratio", "numerator": draw(parts), "denominator": draw(parts)},
        {"name": "paid_per_person", "type": "ratio", "numerator": "paid", "denominator": "people"},
        {"name": "formula", "type": "derived", "formula": draw(st.sampled_from(formulas))},
        {"name": "score", "type": "index", "versions": versions},
    ]


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

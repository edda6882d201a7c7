"""Metrics of every kind with their details drawn, and what their SQL expressions mean in Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

Row = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]

USER = '"用户 id"'
GRAINS = ("day", "week", "month", "quarter", "year")
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


def draw_metrics(draw: Draw, lengths: Sequence[str], anchor: date) -> list[Row]:
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

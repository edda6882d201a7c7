"""Explaining a change: the split of a 30-node tree and the shares of its segments, beside a bare loop over the formulas."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from math import comb
from statistics import median
from time import process_time

from beichen.domain.additivity import Additivity
from beichen.domain.formula import Formula, evaluate, names_in, parse_formula
from beichen.domain.observation import Segment
from beichen.domain.tree import Drivers, Tree
from beichen.judgement.segments import share_segments
from beichen.tree.identity import split_change
from beichen.tree.shape import top_down
from beichen.tree.weights import split_weights

BUDGET_MS = 50
RUNS = 15
LONG = [f"driver_{i}" for i in range(10)]

FORMULAS = {
    "engaged": "active * share",
    "active": "new + retained + resurrected",
    "share": "days / active / target_days",
    "new": "visits * signup_rate * activation_rate",
    "retained": "base * retention",
    "resurrected": "lapsed * win_back",
    "visits": "organic + paid + referred + direct",
    "paid": "spend / cost_per_visit",
    "referred": "sharers * invites * acceptance",
    "retention": "(young * young_rate + old * old_rate) / (young + old)",
    "base": "last_active - churned",
}


def main() -> None:
    """Print CPU milliseconds, medians of one run, side by side."""
    tree = Tree("engaged", {name: Drivers(parse_formula(text)) for name, text in FORMULAS.items()})
    order = top_down(tree, "engaged")
    before, after = _values(tree, order, 1), _values(tree, order, 2)
    segments = [
        _segments(dimension, size)
        for dimension, size in (("region", 12), ("device", 4), ("version", 300), ("city", 1000))
    ]

    def bare() -> None:
        for values in (before, after):
            for name, drivers in tree.drivers.items():
                assert drivers.identity is not None
                if abs((evaluate(drivers.identity, values) or 0.0) - values[name]) > 1e-6 * abs(values[name]):
                    raise AssertionError(name)

    def share_all() -> None:
        for case in segments:
            share_segments(
                "active", Additivity.ADDS, case.before, case.after, total_before=case.was, total_after=case.now
            )
            share_segments(
                "share", Additivity.BY_PARTS, case.before, case.after, total_before=case.was, total_after=case.now
            )

    loop = _cpu_ms(bare)
    split = _cpu_ms(lambda: split_change(tree, "engaged", before, after))
    shares = _cpu_ms(share_all)
    product = parse_formula(" * ".join(LONG))
    low, high = dict.fromkeys(LONG, 1.0), dict.fromkeys(LONG, 1.2)
    print("| what | CPU ms | times the bare loop |\n| --- | ---: | ---: |")
    _print_row("bare loop: the formulas of both periods", loop, loop)
    _print_row(f"split of the change over {len(order)} nodes", split, loop)
    _print_row(
        f"shares of {sum(len(case.before) for case in segments)} segments, of a sum and of a ratio", shares, loop
    )
    _print_row(f"**split and shares** (at most {BUDGET_MS} ms)", split + shares, loop)
    _print_row(f"weights of a product of {len(LONG)}", _cpu_ms(lambda: split_weights(product, low, high)), loop)
    _print_row("the same by its 2^k coalitions", _cpu_ms(lambda: _by_coalitions(product, low, high)), loop)


def _print_row(label: str, milliseconds: float, loop: float) -> None:
    print(f"| {label} | {milliseconds:.3f} | {milliseconds / loop:.1f} |")


def _by_coalitions(formula: Formula, before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    """The Shapley value as the textbook has it."""
    names = names_in(formula)
    shapley = dict.fromkeys(names, 0.0)
    for name in names:
        others = [other for other in names if other != name]
        for size in range(len(names)):
            weight = 1 / len(names) / comb(len(others), size)
            for coalition in combinations(others, size):
                moved = before | {other: after[other] for other in coalition}
                step = (evaluate(formula, moved | {name: after[name]}) or 0.0) - (evaluate(formula, moved) or 0.0)
                shapley[name] += weight * step
    return shapley


@dataclass(frozen=True, slots=True)
class _Reading:
    value: float
    numerator: float
    denominator: float


@dataclass(frozen=True, slots=True)
class _Case:
    before: dict[Segment, _Reading]
    after: dict[Segment, _Reading]
    was: _Reading
    now: _Reading


def _values(tree: Tree, order: tuple[str, ...], seed: int) -> dict[str, float]:
    rng = random.Random(seed)
    values: dict[str, float] = {}
    for name in reversed(order):
        drivers = tree.drivers.get(name)
        identity = drivers.identity if drivers else None
        values[name] = rng.uniform(1, 9) if identity is None else evaluate(identity, values) or 0.0
    return values


def _segments(dimension: str, size: int) -> _Case:
    rng = random.Random(size)
    sides = []
    for _ in range(2):
        pairs = [(rng.randrange(100), rng.randrange(100, 1000)) for _ in range(size)]
        sides.append({((dimension, str(i)),): _Reading(n, n, d) for i, (n, d) in enumerate(pairs)})
    totals = [
        _Reading(n, n, sum(r.denominator for r in side.values()))
        for side in sides
        for n in [sum(r.numerator for r in side.values())]
    ]
    return _Case(sides[0], sides[1], totals[0], totals[1])


def _cpu_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        started = process_time()
        work()
        times.append((process_time() - started) * 1000)
    return median(times)


if __name__ == "__main__":
    main()

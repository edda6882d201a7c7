"""A lending library drawn by a seed: two whole weeks of visits, with a change planted in the second.

3,000 readers, each with a region and a plan; every visit on a device, with the money that was left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from beichen.workspace.open import Workspace, open_workspace

from ..club import SETTINGS

WEEK, BEFORE = date(2026, 1, 12), date(2026, 1, 5)
READERS = 3_000
REGIONS = ("north", "south", "east", "west")
PLANS = ("free", "free", "paid")
DEVICES = ("phone", "phone", "web", "tablet")

SOURCES = """\
sources:
  - {name: visits, type: file, path: data/visits.csv}
  - {name: readers, type: file, path: data/readers.csv}
"""
MODELS = """\
semantic_models:
  - name: visits
    table: visits
    time: {column: day}
    entities: [{name: reader, expr: reader}]
    dimensions:
      - {name: device, expr: device, scope: event}
  - name: readers
    table: readers
    entities: [{name: reader, expr: reader, type: primary}]
    dimensions:
      - {name: region, expr: region, scope: entity}
      - {name: plan, expr: plan, scope: entity}
"""
METRICS = """\
metrics:
  - {name: regulars, owner: mo, type: threshold, model: visits, entity: reader, having: {days: {agg: count_distinct, expr: day}}, where: days >= 2, grain: week, good: up}
  - {name: active, type: simple, model: visits, agg: count_distinct, expr: reader, grain: week}
  - {name: regular_share, type: ratio, numerator: regulars, denominator: active, grain: week, unit: share}
  - {name: visit_count, type: simple, model: visits, agg: count, grain: week}
  - {name: loans, type: simple, model: visits, agg: count, filter: lent, grain: week}
  - {name: loan_share, type: ratio, numerator: loans, denominator: visit_count, grain: week, unit: share}
  - {name: visits_per_reader, type: ratio, numerator: visit_count, denominator: active, grain: week}
  - {name: money, type: simple, model: visits, agg: sum, expr: amount, grain: week, unit: EUR}
  - {name: money_per_visit, type: simple, model: visits, agg: avg, expr: amount, grain: week, unit: EUR}
  - {name: money_p90, type: simple, model: visits, agg: percentile, percentile: 0.9, expr: amount, grain: week, unit: EUR}
  - {name: score, type: derived, formula: active * loan_share, grain: week}
"""
TREE = """\
north_star: regulars
drivers:
  regulars: {identity: active * regular_share}
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of a reader in the second week."""

    reader: int
    region: str
    plan: str
    device: str
    day: date
    lent: bool
    amount: float


Plant = Callable[[Visit, Random], Visit | None]
"""What becomes of a visit of the second week; None is that it never took place."""


def write_library(folder: Path, plant: Plant | None = None, *, seed: int = 1, models: str = MODELS) -> Path:
    """Write the project with its data and return its folder."""
    files = {
        "beichen.yml": SETTINGS,
        "sources/files.yml": SOURCES,
        "models/visits.yml": models,
        "metrics/visits.yml": METRICS,
        "tree.yml": TREE,
    }
    visits = list(_visits(seed, plant))
    rows = [f"{v.reader},{v.day},{v.device},{v.lent},{v.amount:.2f}" for v in visits]
    files["data/visits.csv"] = "\n".join(["reader,day,device,lent,amount", *rows]) + "\n"
    people = [f"{reader},{region},{plan}" for reader, region, plan in _readers(seed)]
    files["data/readers.csv"] = "\n".join(["reader,region,plan", *people]) + "\n"
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def open_library(folder: Path, plant: Plant | None = None, *, seed: int = 1, models: str = MODELS) -> Workspace:
    return open_workspace(write_library(folder, plant, seed=seed, models=models))


def _readers(seed: int) -> list[tuple[int, str, str]]:
    random = Random(seed)
    return [(reader, random.choice(REGIONS), random.choice(PLANS)) for reader in range(READERS)]


def _visits(seed: int, plant: Plant | None) -> list[Visit]:
    random, visits = Random(seed + 1_000), []
    for reader, region, plan in _readers(seed):
        for monday in (BEFORE, WEEK):
            for _ in range(random.choice((0, 0, 1, 2, 3, 4))):
                day = monday + timedelta(random.randrange(7))
                drawn = Visit(
                    reader,
                    region,
                    plan,
                    random.choice(DEVICES),
                    day,
                    random.random() < 0.4,
                    random.lognormvariate(1.5, 0.8),
                )
                kept = plant(drawn, random) if plant and monday == WEEK else drawn
                if kept is not None:
                    visits.append(kept)
    return visits


def fewer(keep: float, **where: str) -> Plant:
    """Only a part of the visits that fit takes place."""

    def plant(visit: Visit, random: Random) -> Visit | None:
        fits = all(getattr(visit, name) == value for name, value in where.items())
        return visit if not fits or random.random() < keep else None

    return plant


def once_a_week(**where: str) -> Plant:
    """Readers that fit come as often, but on one day of the week only."""

    def plant(visit: Visit, random: Random) -> Visit | None:
        fits = all(getattr(visit, name) == value for name, value in where.items())
        return replace(visit, day=WEEK) if fits else visit

    return plant


def fewer_loans(keep: float, **where: str) -> Plant:
    """Visits that fit end with a loan less often."""

    def plant(visit: Visit, random: Random) -> Visit | None:
        fits = all(getattr(visit, name) == value for name, value in where.items())
        return replace(visit, lent=visit.lent and random.random() < keep) if fits else visit

    return plant


def less_money(keep: float, **where: str) -> Plant:
    """Visits that fit leave a part of the money."""

    def plant(visit: Visit, random: Random) -> Visit | None:
        fits = all(getattr(visit, name) == value for name, value in where.items())
        return replace(visit, amount=visit.amount * keep) if fits else visit

    return plant

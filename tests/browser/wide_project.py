"""A project whose tree has as many metrics as one likes: each is the sum of the three below it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

FIRST_DAY = date(2026, 1, 5)
WEEKS = 12
WIDTH = 3


def write_wide_project(folder: Path, metrics: int = 300) -> Path:
    """Write the project with its data, and return its folder."""
    children = {
        parent: [c for c in range(WIDTH * parent + 1, WIDTH * parent + WIDTH + 1) if c < metrics]
        for parent in range(metrics)
    }
    leaves = [name for name, below in children.items() if not below]
    files = {
        "beichen.yml": "version: 1\nname: Wide\ntimezone: Asia/Shanghai\nnorth_star: m0\npeople: [{id: lin, name: 林晓}]\n",
        "sources/files.yml": "sources: [{name: events, type: file, path: data/events.csv}]\n",
        "models/events.yml": "semantic_models: [{name: events, table: events, time: {column: day}, "
        "entities: [{name: event, expr: leaf}], dimensions: [{name: shop, expr: shop, scope: event, label: {en: shop, zh: 店铺}}]}]\n",
        "metrics/all.yml": "metrics:\n" + "".join(_metric(name, children) for name in range(metrics)),
        "tree.yml": "north_star: m0\ndrivers:\n" + "".join(_drivers(children)),
        "data/events.csv": "day,leaf,shop\n" + "".join(_events(leaves)),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _metric(name: int, children: dict[int, list[int]]) -> str:
    leaves = sorted(_leaves_below(name, children))
    where = " or ".join(f"leaf between {low} and {high}" for low, high in _runs(leaves))
    label = f"{{en: Metric {name}, zh: 指标{name}}}"
    return f'  - {{name: m{name}, label: {label}, owner: lin, type: simple, model: events, agg: count, filter: "{where}", unit: events, good: up}}\n'


def _leaves_below(name: int, children: dict[int, list[int]]) -> Iterator[int]:
    if not children[name]:
        yield name
    for child in children[name]:
        yield from _leaves_below(child, children)


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Neighbours together: 4, 5, 6, 9 are 4 to 6, and 9."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _drivers(children: dict[int, list[int]]) -> Iterator[str]:
    for parent, below in children.items():
        if below:
            yield f"  m{parent}: {{identity: {' + '.join(f'm{child}' for child in below)}}}\n"


def _events(leaves: list[int]) -> Iterator[str]:
    dice = random.Random(7)
    for week in range(WEEKS):
        for leaf in leaves:
            for _ in range(dice.randint(1, 4)):
                day = FIRST_DAY + timedelta(weeks=week, days=dice.randrange(7))
                yield f"{day},{leaf},{dice.choice('ab')}\n"

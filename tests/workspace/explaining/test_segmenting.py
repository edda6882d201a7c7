"""Segments judged against their own usual noise: a shop of three countries, one of which loses half of its orders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from beichen.domain.time import Grain
from beichen.judgement.change import Verdict
from beichen.workspace.explaining.segmenting import segment_table
from beichen.workspace.open import Workspace, open_workspace
from beichen.workspace.periods import Pair

FIRST = date(2025, 1, 6)  # a Monday
DAYS = 120
LAST = FIRST + timedelta(days=DAYS - 1)
DAILY = {"NO": 400, "SE": 300, "DK": 20}  # orders; of 20, a tenth more or less is chance

PROJECT = {
    "beichen.yml": "version: 1\nname: Shop\ntimezone: UTC\nholidays: none\npeople: [{id: mo, name: Mo Okafor}]\n",
    "sources/files.yml": "sources: [{name: orders, type: file, path: data/orders.csv}]\n",
    "models/orders.yml": """\
semantic_models:
  - name: orders
    table: orders
    time: {column: day}
    entities: [{name: row, expr: day}]
    dimensions: [{name: country, expr: country, scope: event}]
""",
    "metrics/orders.yml": """\
metrics:
  - {name: orders, role: north_star, owner: mo, type: simple, model: orders, agg: count, grain: day}
""",
    "tree.yml": "north_star: orders\n",
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("countries")
    for name, text in PROJECT.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    chance = Random(5)
    rows = ["day,country"]
    for day in (FIRST + timedelta(days=at) for at in range(DAYS)):
        for country, usual in DAILY.items():
            struck = 0.5 if (day, country) == (LAST, "SE") else 1
            rows += [f"{day},{country}"] * round(chance.gauss(usual * struck, usual**0.5))
        if day == LAST:
            rows += [f"{day},FI"] * 30  # where nobody ever ordered before
    (folder / "data").mkdir()
    (folder / "data" / "orders.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    with open_workspace(folder) as workspace:
        workspace.load()
        workspace.refresh()
        yield workspace


def test_segment_that_lost_half_lies_outside_its_own_range_and_the_others_within(shop: Workspace) -> None:
    pair = Pair(Grain.DAY, LAST, LAST - timedelta(days=1))
    rows = {row.value: row for row in segment_table(shop, "orders", "country", pair).rows}

    verdicts = {value: row.expected.verdict for value, row in rows.items() if row.expected is not None}
    assert verdicts == {"SE": Verdict.MOVED, "NO": Verdict.NOISE, "DK": Verdict.NOISE, "FI": Verdict.MOVED}
    swedish = rows["SE"].expected
    assert swedish is not None
    assert swedish.low is not None
    assert rows["SE"].share.after < swedish.low
    assert 220 < swedish.low < 300


def test_small_segment_has_a_wide_range_for_its_size(shop: Workspace) -> None:
    pair = Pair(Grain.DAY, LAST, LAST - timedelta(days=1))
    ranges = {row.value: row.expected for row in segment_table(shop, "orders", "country", pair).rows}
    small, large = ranges["DK"], ranges["NO"]

    assert small is not None
    assert large is not None
    assert small.low is not None
    assert small.high is not None
    assert large.low is not None
    assert large.high is not None
    assert (small.high - small.low) / 20 > 2 * (large.high - large.low) / 400

"""An empty primary model joins to nothing, and changes no number but those of its own dimensions."""

from __future__ import annotations

from pathlib import Path

import beichen

FILES = {
    "beichen.yml": "version: 1\nname: Shop\ntimezone: UTC\nwarehouse: duckdb\n",
    "sources/files.yml": """\
sources:
  - {name: orders, type: file, path: data/orders.csv}
  - {name: buyers, type: file, path: data/buyers.csv, columns: {id: varchar, region: varchar}}
""",
    "models/shop.yml": """\
semantic_models:
  - name: orders
    table: orders
    time: {column: day}
    entities: [{name: account, expr: account}, {name: buyer, expr: buyer}]
  - name: buyers
    table: buyers
    entities: [{name: buyer, expr: id, type: primary}]
    dimensions: [{name: region, expr: region, scope: entity}]
""",
    "metrics/shop.yml": """\
metrics:
  - name: big
    type: threshold
    model: orders
    entity: account
    having: {spent: {agg: sum, expr: amount}}
    where: spent >= 3
    filter: buyer <> 'eve'
    grain: month
""",
    "data/orders.csv": "day,account,buyer,amount\n2024-03-01,a,ann,7\n2024-03-02,b,bo,1\n2024-03-02,c,eve,9\n",
    "data/buyers.csv": "id,region\n",
}


def test_threshold_on_a_sum_is_right_by_a_dimension_of_an_empty_primary_model(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    with beichen.open(tmp_path) as project:
        (row,) = project.query("big", by="region")
    # a spent 7 and b 1; c's order is filtered away
    assert (row.segment, row.value, row.n) == ((("region", None),), 1, 2)

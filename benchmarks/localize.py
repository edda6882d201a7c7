"""Localization: how many causes are found exactly, how fast, and how often noise is taken for a cause.

    python benchmarks/localize.py [--peers FOLDER] [--instances N]

FOLDER is a checkout of the public research code of RiskLoc (GitHub shaido987/riskloc), whose own algorithms then
run in the same process on the same N instances of each set, spread evenly over it (sets are ordered from easy to
hard); pandas, scipy, kneed and loguru must be installed for it. Set BEICHEN_DATA to the folder that holds rca_synthetic/ and rca_livestream/; what is not there is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from beichen.judgement.segments import localize

DATA = Path(os.environ.get("BEICHEN_DATA") or Path(__file__).parents[2] / "shared" / "data")
SETS = ("S", "L", "B0r", "B4r", "Dr", "live")
RATIO: dict[str, Any] = {"numerator": ("a_real", "a_predict"), "denominator": ("b_real", "b_predict")}
NULLS = 200
Cause = frozenset[tuple[str, str]]
Method = Callable[[pa.Table, list[str], bool], set[Cause]]


@dataclass(frozen=True)
class Instance:
    """One deviation with its causes."""

    table: pa.Table
    dimensions: list[str]
    causes: set[Cause]
    ratio: bool


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--instances", type=int, default=2, help="that peers look at, of each set")
    asked = parser.parse_args()
    peers = read_peers(asked.peers) if asked.peers else {}
    print_sets(peers, asked.instances)
    print_nulls()
    print_sizes()


def print_sets(peers: dict[str, Method], shared: int) -> None:
    """Exact causes, micro F1, and CPU-seconds an instance; peers on a few instances, and ours on these, too."""
    methods = {"ours": ours} | peers if peers else {}
    names = [f"{name}, {shared} of them" for name in methods] + [f"{name} ÷ ours" for name in peers]
    print("| " + " | ".join(["set", "instances", "F1 / CPU s", *names]))
    print("| --- " * (3 + len(names)) + "|")
    for name in SETS:
        if not (DATA / ("rca_livestream" if name == "live" else "rca_synthetic")).is_dir():
            print(f"| {name} | its data are not here: set BEICHEN_DATA |")
            continue
        instances = list(read_set(name))
        some = [measure(method, spread(instances, shared)) for method in methods.values()]
        times = [f"{score.seconds / some[0].seconds:.0f}" for score in some[1:]]
        cells = [name, str(len(instances)), str(measure(ours, instances)), *map(str, some), *times]
        print("| " + " | ".join(cells) + " |", flush=True)


@dataclass(frozen=True)
class Score:
    """Micro F1, and CPU-seconds an instance."""

    f1: float
    seconds: float

    def __str__(self) -> str:
        return f"{self.f1:.3f} / {self.seconds:.3f}"


def measure(method: Method, instances: Sequence[Instance]) -> Score:
    """How many causes a method finds, and how long it takes."""
    right = named = true = 0
    taken = 0.0
    for instance in instances:
        begun = process_time()
        found = method(instance.table, instance.dimensions, instance.ratio)
        taken += process_time() - begun
        right, named, true = right + len(found & instance.causes), named + len(found), true + len(instance.causes)
    return Score(2 * right / max(named + true, 1), taken / max(len(instances), 1))


def spread(instances: Sequence[Instance], number: int) -> Sequence[Instance]:
    """So many of them, at equal distances: a set goes from few causes to many."""
    number = min(number, len(instances))
    return [instances[(2 * at + 1) * len(instances) // (2 * number)] for at in range(number)]


def ours(table: pa.Table, dimensions: list[str], ratio: bool) -> set[Cause]:
    """The method of this project."""
    answer = localize(table, dimensions, **(RATIO if ratio else {}))
    return {frozenset((name, str(value)) for name, value in segment.where.items()) for segment in answer.segments}


def read_set(name: str) -> Iterator[Instance]:
    """The instances of a published set, or of the real incidents."""
    folder = DATA / ("rca_livestream" if name == "live" else "rca_synthetic")
    stem = "incidents" if name == "live" else name
    labels = [json.loads(line) for line in (folder / f"{stem}.labels.jsonl").read_text(encoding="utf-8").splitlines()]
    with duckdb.connect() as connection:
        connection.execute("create table leaves as from read_parquet(?)", [str(folder / f"{stem}.parquet")])
        columns = [row[0] for row in connection.execute("describe leaves").fetchall()]
        for label in labels:
            dimensions = label.get("dimensions") or [column for column in columns if len(column) == 1]
            query = _query(name, label["instance"], dimensions)
            table = connection.sql(query).to_arrow_table()
            yield Instance(table, dimensions, _causes(label["truth"]), name in {"Dr", "live"})


def _query(name: str, instance: str, dimensions: list[str]) -> str:
    if name != "Dr":
        return f"select * exclude instance from leaves where instance = '{instance}'"
    return (
        f"select {', '.join(dimensions)}, t.real a_real, t.predict a_predict, b.real b_real, b.predict b_predict"
        f" from leaves t join leaves b using ({', '.join(dimensions)})"
        f" where t.instance = '{instance}.a' and b.instance = '{instance}.b'"
    )


def _causes(text: str) -> set[Cause]:
    pairs = [[pair.partition("=") for pair in cause.split("&")] for cause in text.split(";")]
    return {frozenset((dimension, value) for dimension, _, value in cause) for cause in pairs}


def print_nulls() -> None:
    """How often a segment is named where there is none: two draws from the same rates, 100 to 5,000 leaves."""
    print(f"\n| {NULLS} changes that are noise | a segment is named |\n| --- | --- |")
    for kind in ("counts", "ratios", "amounts"):
        generator = np.random.default_rng(1)
        named = 0
        for _ in range(NULLS):
            table, dimensions = draw_null(kind, generator)
            named += bool(ours(table, dimensions, kind == "ratios"))
        print(f"| {kind} | {named / NULLS:.1%} |", flush=True)


def draw_null(kind: str, generator: np.random.Generator) -> tuple[pa.Table, list[str]]:
    """Leaves of 2 to 5 dimensions, drawn twice from the same rates."""
    shape = tuple(generator.integers(2, 16, int(generator.integers(2, 6))))
    while not 100 <= np.prod(shape) <= 20_000:
        shape = tuple(generator.integers(2, 16, int(generator.integers(2, 6))))
    leaves = min(int(np.prod(shape)), int(generator.integers(100, 5001)))
    places = np.unravel_index(generator.choice(int(np.prod(shape)), leaves, replace=False), shape)
    columns: dict[str, Any] = {f"d{number}": place for number, place in enumerate(places)}
    dimensions = list(columns)
    size = generator.lognormal(generator.uniform(1, 5), generator.uniform(0.3, 1.8), leaves)
    if kind == "ratios":
        asked, before = generator.poisson(size), generator.poisson(size)
        mean, spread = generator.beta(*generator.uniform(0.5, 20, 2)), generator.uniform(5, 200)
        rate = generator.beta(mean * spread + 1e-3, (1 - mean) * spread + 1e-3, leaves)
        columns |= {"a_real": generator.binomial(asked, rate), "a_predict": generator.binomial(before, rate)}
        return pa.table(columns | {"b_real": asked, "b_predict": before}), dimensions
    if kind == "counts":
        columns |= {"real": generator.poisson(size), "predict": generator.poisson(size)}
        return pa.table(columns), dimensions
    noise = generator.uniform(0.02, 0.4)
    drawn = {name: size * np.exp(generator.normal(0, noise, leaves)) for name in ("real", "predict")}
    return pa.table(columns | drawn), dimensions


def print_sizes() -> None:
    """CPU-seconds of large tables, amounts and counts; a tenth of the leaves' cells is hit."""
    print("\n| cells of the cube | leaves | amounts, CPU s | counts, CPU s |\n| --- | --- | --- | --- |")
    for shape, share in (((10, 10, 10, 10, 5), 1.0), ((30, 20, 18, 30, 31), 0.005), ((30, 20, 18, 30, 31), 0.02)):
        taken = [f"{_time_of(shape, share, whole=whole):.2f}" for whole in (False, True)]
        cells = int(np.prod(shape))
        print(f"| {cells:,} | {int(cells * share):,} | {' | '.join(taken)} |", flush=True)


def _time_of(shape: tuple[int, ...], share: float, *, whole: bool) -> float:
    generator = np.random.default_rng(0)
    cells = int(np.prod(shape))
    places = np.unravel_index(generator.choice(cells, int(cells * share), replace=False), shape)
    expected = generator.lognormal(3, 1, len(places[0]))
    actual = np.where(places[0] == 1, 0.5, 1.0) * expected * generator.normal(1, 0.1, len(expected)).clip(0.01)
    if whole:
        actual, expected = generator.poisson(actual), generator.poisson(expected)
    columns = {f"d{number}": place for number, place in enumerate(places)}
    table = pa.table(columns | {"real": actual, "predict": expected})
    begun = process_time()
    assert localize(table, list(columns)).segments
    return process_time() - begun


def read_peers(folder: Path) -> dict[str, Method]:
    """The peers' own code."""
    sys.path.insert(0, str(folder))
    from algorithms.adtributor import adtributor  # type: ignore[import-not-found]
    from algorithms.autoroot import autoroot  # type: ignore[import-not-found]
    from algorithms.riskloc import riskloc  # type: ignore[import-not-found]

    def frame(table: pa.Table, ratio: bool) -> Any:
        found = table.to_pandas()
        if ratio:
            names = {"a_real": "real_a", "a_predict": "predict_a", "b_real": "real_b", "b_predict": "predict_b"}
            found = found.rename(columns=names)
            for kind in ("real", "predict"):
                found[kind] = (found[f"{kind}_a"] / found[f"{kind}_b"]).fillna(0)
        return found

    def of_elements(found: Iterable[dict[str, Any]]) -> set[Cause]:
        pairs = [(cause["cuboid"], element) for cause in found for element in cause["elements"]]
        return {frozenset(zip(cuboid, map(str, element), strict=True)) for cuboid, element in pairs}

    def of_riskloc(table: pa.Table, dimensions: list[str], ratio: bool) -> set[Cause]:
        return of_elements(riskloc(frame(table, ratio), dimensions, derived=ratio))

    def of_autoroot(table: pa.Table, dimensions: list[str], ratio: bool) -> set[Cause]:
        return of_elements(autoroot(frame(table, ratio), dimensions))

    def of_adtributor(table: pa.Table, dimensions: list[str], ratio: bool) -> set[Cause]:
        found = adtributor(frame(table, ratio), dimensions, derived=ratio)
        return {frozenset([(cause["dimension"], str(value))]) for cause in found[:1] for value in cause["elements"]}

    return {"RiskLoc": of_riskloc, "AutoRoot": of_autoroot, "Adtributor": of_adtributor}


if __name__ == "__main__":
    main()

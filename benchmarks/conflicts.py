"""Are teams that pull against each other found, and others left in peace? On simulated companies; prints shares.

Recall of planted conflicts by how strong they are and how long the history is, and how many companies
without any are accused; see tests/calibration/companies.py.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from beichen.judgement.conflicts.pulling import find_pulls
from beichen.judgement.conflicts.surprises import surprises

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.calibration.companies import Company, simulate

STRENGTHS = (0.3, 0.6, 0.9, 1.2)
WEEKS = (52, 104, 156)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--companies", type=int, default=200)
    count = parser.parse_args().companies
    print(f"{'weeks':>6} {'accused if clean':>17} " + " ".join(f"{f'found at {s}':>13}" for s in STRENGTHS))
    for weeks in WEEKS:
        accused = sum(bool(_found(simulate(seed, weeks=weeks))) for seed in range(count)) / count
        recalls = [_recall(count // 2, weeks, strength) for strength in STRENGTHS]
        print(f"{weeks:>6} {accused:>17.1%} " + " ".join(f"{recall:>13.1%}" for recall in recalls), flush=True)


def _recall(count: int, weeks: int, strength: float) -> float:
    companies = [simulate(10_000 + seed, weeks=weeks, conflicts=2, strength=strength) for seed in range(count)]
    return sum(len(_found(company) & company.conflicts) for company in companies) / (2 * count)


def _found(company: Company) -> set[tuple[int, int]]:
    return {(pull.pair.a, pull.pair.b) for pull in find_pulls(surprises(company.values), company.pairs)}


if __name__ == "__main__":
    main()

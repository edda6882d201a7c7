"""Screening on worlds of known truth, beside plain correlation.

Behaviours carry later value, follow it by confounding, or are inflated; see tests/calibration/screening_worlds.py.

    python benchmarks/screening.py [WORLDS]
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "calibration"))
from screening_worlds import make_world, tally  # type: ignore[import-not-found,unused-ignore]

WORLDS = 120
HIDDEN = 0.3  # deviations of log rates, and of value


def main() -> int:
    """Print the table; 1 when a bar is missed."""
    worlds = int(sys.argv[1]) if len(sys.argv) > 1 else WORLDS
    began = process_time()
    found = tally(make_world(seed) for seed in range(worlds))
    seconds = (process_time() - began) / worlds
    rank, raw = float(np.mean(found.rank_correlations)), float(np.mean(found.raw_rank_correlations))
    clean, raw_clean = 1 - float(np.mean(found.gamed)), 1 - float(np.mean(found.raw_gamed))
    covered = float(np.mean(found.covered))
    print(f"{worlds} worlds of 4,000 users and 10 behaviours, {seconds:.2f} s of CPU each\n")
    print("| | screening | plain correlation | bar |\n| --- | --: | --: | --: |")
    print(f"| rank correlation with the truth | {rank:.2f} | {raw:.2f} | ≥ 0.85 |")
    print(f"| worlds with no gameable behaviour in the first three | {clean:.1%} | {raw_clean:.1%} | ≥ 98% |")
    print(f"| intervals that hold the truth | {covered:.1%} | | 90–98% |")
    print(f"| carriers refused | {np.mean(found.carriers_refused):.1%} | | |")
    print(f"| others refused | {np.mean(found.others_refused):.1%} | | |")
    unseen = tally(make_world(seed, hidden=HIDDEN) for seed in range(worlds // 4))
    print(
        f"\nWith a confounder that nobody measured ({worlds // 4} worlds), which no arithmetic can hold: rank correlation"
    )
    print(f"{np.mean(unseen.rank_correlations):.2f}, intervals that hold the truth {np.mean(unseen.covered):.0%}")
    return 0 if rank >= 0.85 and clean >= 0.98 and 0.90 <= covered <= 0.98 else 1


if __name__ == "__main__":
    sys.exit(main())

"""How soon a failed North Star is found, and how often a healthy one is accused: simulated companies, by kind of failure.

`python benchmarks/health.py [COMPANIES]`
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.calibration.ailing_companies import FAILURES
from tests.calibration.health_bars import accused, found_within


def main() -> None:
    """Print a line for every kind."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    print(f"{'failure':<16}flagged within 4 weeks, 8 weeks; failed within 8")
    for failure in FAILURES:
        found = [found_within(failure, seed) for seed in range(count)]
        shares = [sum(each.weeks is not None and each.weeks <= weeks for each in found) / count for weeks in (4, 8)]
        print(f"{failure:<16}{shares[0]:>8.0%}{shares[1]:>10.0%}{sum(each.failed for each in found) / count:>10.0%}")
    healthy = [accused(seed) for seed in range(count)]
    print(
        f"healthy, over a year of weekly looks: watched at some time {sum(each.watched for each in healthy) / count:.0%}"
    )
    print(f"healthy, told to re-elect at some time {sum(each.re_elected for each in healthy) / count:.0%}")


if __name__ == "__main__":
    main()

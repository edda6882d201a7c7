"""Bars of the issue: of planted failures 85% are flagged within eight weeks, of healthy companies 5% are told to re-elect within a year."""

from __future__ import annotations

import pytest

from .ailing_companies import FAILURES, WEEKS, company
from .health_bars import CHECK_OF, accused, found_within

COMPANIES = 40
HEALTHY = 60


@pytest.fixture(scope="module")
def flagged() -> dict[str, float]:
    """Share of each kind of failure that the right check flagged in time."""
    return {
        failure: sum(found_within(failure, seed).weeks is not None for seed in range(COMPANIES)) / COMPANIES
        for failure in FAILURES
    }


def test_failures_are_flagged_within_eight_weeks(flagged: dict[str, float]) -> None:
    assert sum(flagged.values()) / len(flagged) >= 0.85


@pytest.mark.parametrize("failure", FAILURES)
def test_no_kind_of_failure_is_passed_over(flagged: dict[str, float], failure: str) -> None:
    assert flagged[failure] >= 0.7


def test_healthy_companies_are_not_told_to_re_elect() -> None:
    told = [accused(seed) for seed in range(HEALTHY)]

    assert sum(each.re_elected for each in told) / HEALTHY <= 0.05
    assert sum(each.watched for each in told) / HEALTHY <= 0.4


def test_the_bars_can_fail() -> None:
    """A failure that has not begun is not found: what flags the others is the failure, not the company."""
    from beichen.judgement.health.table import CHECKS
    from beichen.judgement.health.watching import Status

    for failure in FAILURES:
        checks = [CHECKS[CHECK_OF[failure]].judge(company(5000 + seed, failure, WEEKS, WEEKS)) for seed in range(10)]
        assert sum(check.status in (Status.WATCH, Status.FAILED) for check in checks) <= 2

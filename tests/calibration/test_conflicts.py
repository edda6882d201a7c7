"""Teams that pull against each other are found, and those that do not are left in peace, whatever chance makes of their numbers."""

from __future__ import annotations

from beichen.judgement.conflicts.pulling import find_pulls
from beichen.judgement.conflicts.surprises import surprises

from .companies import Company, simulate

CLEAN, TORN = 120, 40


def found_in(company: Company) -> set[tuple[int, int]]:
    return {(pull.pair.a, pull.pair.b) for pull in find_pulls(surprises(company.values), company.pairs)}


def test_at_most_5_of_100_clean_companies_are_accused() -> None:
    accused = [bool(found_in(simulate(seed))) for seed in range(CLEAN)]

    assert sum(accused) / CLEAN <= 0.05


def test_at_least_4_of_5_strong_conflicts_are_found() -> None:
    torn = [simulate(1000 + seed, conflicts=2) for seed in range(TORN)]
    found = [len(found_in(company) & company.conflicts) for company in torn]

    assert sum(found) / (2 * TORN) >= 0.8


def test_weak_conflict_is_seldom_claimed_and_never_with_an_interval_that_holds_0() -> None:
    pulls = []
    for seed in range(20):
        company = simulate(2000 + seed, conflicts=1, strength=0.2)
        pulls += find_pulls(surprises(company.values), company.pairs)

    assert len(pulls) <= 6
    assert all(pull.low <= pull.strength <= pull.high < 0 for pull in pulls)

from __future__ import annotations

import math
from dataclasses import replace

from beichen.domain.text import Text
from beichen.judgement.health.decoupling import judge_decoupling
from beichen.judgement.health.facts import Broken, Driven
from beichen.judgement.health.watching import Status

from .worlds import WEEKS, facts, line, ripple


def pulls(until: int = WEEKS) -> Driven:
    """A share that goes with playlists at once and against crashes a week later, until it goes its own way."""
    moves = [
        ripple(week, 3) - ripple(week - 1, 11, 0.01) if week < until else ripple(week, 17, 0.03)
        for week in range(WEEKS)
    ]
    share = line("share", [0.3 * math.exp(move + ripple(week, 7, 0.003)) for week, move in enumerate(moves)])
    playlists = line("playlists", [50 * math.exp(ripple(week, 3)) for week in range(WEEKS)])
    crashes = line("crashes", [0.01 * math.exp(ripple(week, 11, 0.01)) for week in range(WEEKS)])
    return Driven(share, (playlists, crashes))


def test_parent_that_moves_with_its_influences_is_fine_whichever_way_they_pull():
    check = judge_decoupling(replace(facts(), influences=(pulls(),)))

    assert check.status is Status.OK
    assert "share still move with what influences them" in check.reason.en


def test_parent_that_goes_its_own_way_has_lost_its_drivers():
    check = judge_decoupling(replace(facts(), influences=(pulls(until=WEEKS - 8),)))

    assert check.status is Status.FAILED
    assert "share no longer moves with playlists, crashes" in check.reason.en


def test_broken_identity_fails_at_once():
    broken = Broken(Text("active × share differs in 3 weeks", "active × share 有 3 周不一致"))

    check = judge_decoupling(replace(facts(), influences=(pulls(),), broken=(broken,)))

    assert (check.status, check.statistic, check.unit) == (Status.FAILED, 1.0, "count")
    assert "active × share differs in 3 weeks" in check.reason.en


def test_tree_of_identities_alone_is_fine_while_they_hold():
    assert judge_decoupling(replace(facts(), identities={"a": "b * c"})).status is Status.OK


def test_north_star_without_drivers_is_undetermined():
    assert judge_decoupling(facts()).status is Status.UNDETERMINED

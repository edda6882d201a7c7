"""The parts of the score on data of which the answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from beichen.judgement.screening.beside import compare
from beichen.judgement.screening.part import Missing, PartScore, undetermined
from beichen.judgement.screening.refusal import Refusal
from beichen.judgement.screening.resampling import Resampling
from beichen.judgement.screening.score import WEIGHTS, pareto_front, score_draws, win_shares
from beichen.judgement.screening.screen import Judged, judge_candidates, rank_candidates
from beichen.judgement.screening.steps import judge_step
from beichen.judgement.screening.thresholds import find_threshold, later_index
from beichen.judgement.screening.trial import Arms, Candidate, Trial

USERS = 4_000


def trial_of(window, value, *, cheap=(), began=None, arms=(), **rest):
    """A trial of behaviours called by their position."""
    candidates = tuple(Candidate(f"b{j}", cheap=j in cheap) for j in range(window.shape[1]))
    began = np.arange(len(window)) % 180 if began is None else began
    later = np.expm1(value - value.min())[:, None]
    return Trial(candidates, window.astype(float), later, np.ones(1), began.astype(np.int64), arms=arms, **rest)


def parts(**values):
    """Parts of these values; the others are undetermined."""
    known = {name: PartScore(np.full(3, value)) for name, value in values.items()}
    return {name: known.get(name, undetermined(Missing.NO_EXPERIMENT)) for name in WEIGHTS}


def test_a_confounded_behaviour_has_no_link_once_the_confounder_is_held():
    chance = np.random.default_rng(1)
    channel = chance.integers(0, 3, USERS)
    follower = chance.poisson(np.exp(0.5 + 0.8 * channel))
    carrier = chance.poisson(3, USERS)
    value = 1.0 * channel + 0.5 * np.log1p(carrier) + chance.normal(0, 1, USERS)
    window = np.column_stack([carrier, follower])

    blind = judge_candidates(trial_of(window, value))
    held = judge_candidates(trial_of(window, value, background=(channel.astype(np.int64),)))

    assert [refusal.code for refusal in blind[1].refusals] == []  # nothing tells it from a carrier
    assert [refusal.code for refusal in held[1].refusals] == ["no_link"]
    assert held[0].refusals == ()
    # an sd of log(1 + carrier) is worth 0.5 of its own deviation over the value's
    expected = 0.5 * np.log1p(carrier).std() / value.std()
    assert held[0].link[0] == pytest.approx(expected, abs=0.03)


def test_more_of_a_good_thing_that_helps_no_further_is_not_called_gameable():
    chance = np.random.default_rng(2)
    count = chance.poisson(4, USERS)
    value = 0.4 * np.minimum(count, 4) + chance.normal(0, 1, USERS)

    (judged,) = judge_candidates(trial_of(count[:, None], value))

    assert judged.refusals == ()


def test_weeks_in_which_it_was_inflated_without_value_are_gaming():
    chance = np.random.default_rng(3)
    began = np.arange(USERS) % (26 * 7)
    genuine = chance.poisson(3, USERS)
    value = 0.4 * np.log1p(genuine) + chance.normal(0, 1, USERS)
    campaign = np.isin(began // 7, [9, 17])
    seen = genuine + campaign * chance.poisson(6, USERS)

    (clean,) = judge_candidates(trial_of(genuine[:, None], value, began=began))
    (inflated,) = judge_candidates(trial_of(seen[:, None], value, began=began))

    assert clean.refusals == ()
    assert [refusal.code for refusal in inflated.refusals] == ["gameable"]
    assert inflated.parts["gaming"].value < clean.parts["gaming"].value


def test_what_the_calendar_decides_is_refused_as_seasonal():
    chance = np.random.default_rng(4)
    began = np.arange(USERS) % (40 * 7)
    count = np.round(10 + 8 * np.sin(began / 40)) + chance.poisson(0.3, USERS)
    value = chance.normal(0, 1, USERS)

    (judged,) = judge_candidates(trial_of(count[:, None], value, began=began))

    assert "season_driven" in [refusal.code for refusal in judged.refusals]


def test_an_experiment_that_moved_it_gives_sensitivity_and_experimental_evidence():
    chance = np.random.default_rng(5)
    treated = np.arange(USERS) % 2 == 0
    count = chance.poisson(np.where(treated, 4.0, 3.0))
    value = 0.5 * np.log1p(count) + chance.normal(0, 0.5, USERS)
    moved = Arms("prompt", treated, count[:, None].astype(float), np.expm1(value - value.min()))
    idle = Arms("colour", np.arange(USERS) % 3 == 0, count[:, None].astype(float))

    (judged,) = judge_candidates(trial_of(count[:, None], value, arms=(moved,)))
    (unmoved,) = judge_candidates(trial_of(count[:, None], value, arms=(idle,)))

    assert judged.evidence == "experimental"
    assert judged.parts["sensitivity"].value > 0.8
    assert unmoved.evidence == "correlated"  # nothing was held, and nothing was moved
    assert unmoved.parts["sensitivity"].value < 0.3


def test_an_undetermined_part_leaves_its_weight_to_the_others():
    # value 25 and breadth 5 are known: (25 · 0.6 + 5 · 0.9) / 30
    assert score_draws(parts(value=0.6, breadth=0.9), WEIGHTS)[0] == pytest.approx(65)
    assert score_draws(parts(breadth=0.9), WEIGHTS) is None  # without value predictiveness there is no score


def test_weightings_are_won_by_whoever_is_best_in_more_and_the_front_holds_who_is_best_in_any():
    good, broad, poor = parts(value=0.9, breadth=0.3), parts(value=0.5, breadth=0.6), parts(value=0.4, breadth=0.2)

    shares = win_shares([good, broad, poor])
    assert shares.sum() == pytest.approx(1)
    assert shares[0] > shares[1] > shares[2] == 0
    assert pareto_front([good, broad, poor]).tolist() == [True, True, False]


def test_the_refused_come_last_whatever_their_score():
    reason = Refusal("traffic", parts()["value"].missing.text)
    refused = Judged("high", "metric", "adjusted", parts(value=0.9), (reason,))
    standing = Judged("low", "metric", "adjusted", parts(value=0.1))

    ranked = rank_candidates([refused, standing])

    assert [each.judged.name for each in ranked] == ["low", "high"]
    assert [each.win_share for each in ranked] == [1.0, None]


def test_two_parts_differ_surely_only_beyond_chance():
    draws = np.random.default_rng(6).normal(0, 0.05, 401)
    high, low = PartScore(0.8 + draws), PartScore(0.4 + draws / 2)

    assert compare(high, low).ahead == "first"
    assert compare(low, high).ahead == "second"
    assert compare(PartScore(0.5 + draws), PartScore(0.5 - draws)).ahead is None
    assert compare(high, undetermined(Missing.NO_EXPERIMENT)) is None


def test_the_threshold_is_where_later_value_jumps_and_lift_is_the_ratio_of_means():
    chance = np.random.default_rng(7)
    counts = chance.integers(0, 8, USERS).astype(float)
    later = np.where(counts >= 3, 6.0, 2.0)
    index = later_index(later[:, None], np.ones(1))

    found = find_threshold(counts, later, index)

    assert found.at_least == 3
    assert found.reached == pytest.approx((counts >= 3).mean())
    assert found.lift == pytest.approx(6 / later.mean())
    assert found.others == pytest.approx(2 / later.mean())
    assert found.told == pytest.approx(1)


def test_no_threshold_where_more_is_not_better():
    chance = np.random.default_rng(8)
    counts = chance.integers(0, 8, USERS).astype(float)

    assert find_threshold(counts, -counts, later_index(9 - counts[:, None], np.ones(1))) is None
    assert find_threshold(np.ones(USERS), counts, later_index(counts[:, None], np.ones(1))) is None


def test_a_step_tells_the_share_of_variance_between_those_who_take_it_and_the_others():
    chance = np.random.default_rng(9)
    taken = np.arange(USERS) % 2 == 0
    value = 2.0 * taken + chance.normal(0, 1, USERS)  # variance 1 between, 1 within

    found = judge_step(taken, value)

    assert found.low < 0.5 < found.high
    assert found.share == pytest.approx(0.5, abs=0.03)
    idle = judge_step(taken, chance.normal(0, 1, USERS))
    assert idle.share < 0.01
    assert judge_step(np.zeros(USERS, dtype=bool), value) is None


def test_resampling_is_the_same_for_the_same_number_of_entities():
    ones = np.ones(500)
    first, second = Resampling.of(500), Resampling.of(500)

    assert np.array_equal(first.sums(ones), second.sums(ones))
    assert first.sums(ones)[0, 0] == 500

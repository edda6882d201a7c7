"""What each segment of one dimension added to a change."""

from dataclasses import dataclass
from math import fsum

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from beichen.domain.additivity import Additivity
from beichen.domain.observation import Reason, Undetermined
from beichen.judgement.segments import SegmentShare, share_segments, standing_out


@dataclass(frozen=True)
class Read:
    value: float | Undetermined
    numerator: float | None = None
    denominator: float | None = None


def rate(numerator: float, denominator: float) -> Read:
    value = numerator / denominator if denominator else Undetermined(Reason.ZERO_DENOMINATOR)
    return Read(value, numerator, denominator)


def regions(readings: dict[str | None, Read]) -> dict:
    return {(("region", name),): reading for name, reading in readings.items()}


def shares_of_a_sum(before: dict, after: dict, **totals: float) -> dict[str, SegmentShare]:
    shares = share_segments(
        "learners", Additivity.ADDS,
        regions({name: Read(value) for name, value in before.items()}),
        regions({name: Read(value) for name, value in after.items()}),
        total_before=Read(totals.get("was", sum(before.values()))),
        total_after=Read(totals.get("now", sum(after.values()))),
    )  # fmt: skip
    return {share.segment[0][1]: share for share in shares}


def test_segment_of_a_count_adds_its_own_change_and_its_excess_is_what_its_size_does_not_explain():
    # 1000 → 800, −20% for everyone would have been −120, −60 and −20.
    shares = shares_of_a_sum(
        {"Scotland": 600, "Wales": 300, "Ireland": 100}, {"Scotland": 380, "Wales": 330, "Ireland": 90}
    )
    assert [(name, s.contribution, s.excess) for name, s in shares.items()] == [
        ("Scotland", -220, pytest.approx(-100)),
        ("Wales", 30, pytest.approx(90)),
        ("Ireland", -10, pytest.approx(10)),
    ]
    assert {(s.within, s.mix) for s in shares.values()} == {(None, None)}


def test_new_vanished_and_null_segments_count_from_0_and_to_0():
    shares = shares_of_a_sum({"old": 40, None: 60}, {"new": 25, None: 75})
    assert {name: (s.before, s.after, s.contribution) for name, s in shares.items()} == {
        "old": (40, 0, -40),
        "new": (0, 25, 25),
        None: (60, 75, 15),
    }


def test_excess_over_a_total_that_was_0_is_undetermined():
    share = shares_of_a_sum({"a": 0}, {"a": 5})["a"]
    assert (share.contribution, share.excess) == (5, Undetermined(Reason.ZERO_DENOMINATOR))


def test_largest_contribution_comes_first_whatever_its_sign():
    assert list(shares_of_a_sum({"a": 1, "b": 1, "c": 1, "d": 1}, {"a": 3, "b": -8, "c": 3, "d": 1})) == [
        "b",
        "a",
        "c",
        "d",
    ]


def test_segments_that_do_not_make_up_the_total_contribute_nothing_and_say_why():
    # Learners active in two modules: 70 + 60 segments, 100 learners.
    shares = shares_of_a_sum({"quiz": 70, "forum": 60}, {"quiz": 90, "forum": 30}, was=100, now=105)
    assert shares["forum"].contribution == shares["forum"].excess == Undetermined(Reason.NOT_ADDITIVE)
    assert [(name, s.change) for name, s in shares.items()] == [("forum", -30), ("quiz", 20)]


def test_metric_declared_not_additive_is_never_shared_even_where_its_segments_happen_to_add_up():
    shares = share_segments(
        "p90",
        Additivity.NONE,
        regions({"a": Read(2)}),
        regions({"a": Read(3), "b": Read(1)}),
        total_before=Read(2),
        total_after=Read(4),
    )
    assert [(s.segment[0][1], s.change, s.contribution) for s in shares] == [
        ("a", 1, Undetermined(Reason.NOT_ADDITIVE)),
        ("b", Undetermined(Reason.NO_ROWS), Undetermined(Reason.NOT_ADDITIVE)),
    ]


def test_part_without_a_value_leaves_the_dimension_unshared():
    gone = Undetermined(Reason.PART_UNDETERMINED)
    shares = share_segments(
        "m",
        Additivity.ADDS,
        regions({"a": Read(gone)}),
        regions({"a": Read(3)}),
        total_before=Read(2),
        total_after=Read(3),
    )
    assert shares[0].contribution == gone


def test_ratio_is_shared_by_within_and_mix_with_an_excess_over_the_mean_weight():
    # 0.20 → 0.29 as in the page on Kitagawa: north's mean weight 0.45 of +0.09 would be 0.0405.
    shares = share_segments(
        "share", Additivity.BY_PARTS,
        regions({"north": rate(30, 100), "south": rate(10, 100)}),
        regions({"north": rate(32, 80), "south": rate(26, 120)}),
        total_before=rate(40, 200), total_after=rate(58, 200),
    )  # fmt: skip
    south, north = shares
    assert (north.before, north.after) == (0.3, 0.4)
    assert (north.within, north.mix, north.contribution) == pytest.approx((0.045, -0.0105, 0.0345))
    assert north.excess == pytest.approx(0.0345 - 0.45 * 0.09)
    assert south.contribution == pytest.approx(0.0555)
    assert north.excess + south.excess == pytest.approx(0)


def test_segment_of_a_ratio_that_is_missing_in_one_period_is_all_mix():
    new, kept = share_segments(
        "share", Additivity.BY_PARTS,
        regions({"kept": rate(10, 100)}), regions({"kept": rate(10, 100), "new": rate(90, 100)}),
        total_before=rate(10, 100), total_after=rate(100, 200),
    )  # fmt: skip
    assert new.before == Undetermined(Reason.ZERO_DENOMINATOR)
    assert (new.within, new.mix) == (0, pytest.approx(0.5 * (0.9 - 0.3)))
    assert new.contribution + kept.contribution == pytest.approx(0.4)


def test_ratio_without_a_denominator_in_a_period_is_not_shared():
    (share,) = share_segments(
        "r",
        Additivity.BY_PARTS,
        regions({"a": rate(0, 0)}),
        regions({"a": rate(1, 2)}),
        total_before=rate(0, 0),
        total_after=rate(1, 2),
    )
    assert share.contribution == share.within == share.mix == Undetermined(Reason.ZERO_DENOMINATOR)
    assert share.after == 0.5


def test_ratio_of_distincts_that_overlap_between_segments_is_not_shared():
    shares = share_segments(
        "r", Additivity.BY_PARTS,
        regions({"a": rate(1, 10), "b": rate(2, 10)}), regions({"a": rate(2, 10), "b": rate(2, 10)}),
        total_before=rate(3, 15), total_after=rate(4, 15),
    )  # fmt: skip
    assert {s.contribution for s in shares} == {Undetermined(Reason.NOT_ADDITIVE)}


def test_ratio_whose_parts_are_not_known_is_not_shared():
    (share,) = share_segments(
        "r",
        Additivity.BY_PARTS,
        regions({"a": Read(0.5)}),
        regions({"a": Read(0.6)}),
        total_before=Read(0.5),
        total_after=Read(0.6),
    )
    assert share.contribution == Undetermined(Reason.PART_UNDETERMINED)
    assert share.change == pytest.approx(0.1)


def test_segment_that_stands_out_has_the_largest_excess_in_the_direction_of_the_change():
    # England fell most in number, but by less than its size; Scotland by ten times more than its own.
    before, after = {"England": 900, "Scotland": 50, "Wales": 50}, {"England": 860, "Scotland": 20, "Wales": 60}
    shares = shares_of_a_sum(before, after)
    assert max(shares, key=lambda name: abs(shares[name].contribution)) == "England"
    assert standing_out(shares.values(), -60).segment == (("region", "Scotland"),)


def test_nothing_stands_out_where_all_moved_alike_or_nothing_is_shared():
    assert standing_out(shares_of_a_sum({"a": 100, "b": 200}, {"a": 90, "b": 180}).values(), -30) is None
    assert standing_out(shares_of_a_sum({"a": 1, "b": 1}, {"a": 2, "b": 1}, was=1, now=1).values(), 1) is None


values = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(-50, 500), min_size=1)


@given(values, values)
def test_contributions_of_a_sum_add_up_and_excesses_to_0(before, after):
    shares = shares_of_a_sum(before, after).values()
    assert fsum(s.contribution for s in shares) == sum(after.values()) - sum(before.values())
    assume(sum(before.values()) != 0)
    assert fsum(s.excess for s in shares) == pytest.approx(0, abs=1e-6)


parts = st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1)


@given(parts, parts)
def test_contributions_of_a_ratio_add_up_and_excesses_to_0(before, after):
    totals = [(sum(n for n, _ in side.values()), sum(d for _, d in side.values())) for side in (before, after)]
    assume(totals[0][1] and totals[1][1])
    shares = share_segments(
        "r", Additivity.BY_PARTS,
        regions({name: rate(*pair) for name, pair in before.items()}),
        regions({name: rate(*pair) for name, pair in after.items()}),
        total_before=rate(*totals[0]), total_after=rate(*totals[1]),
    )  # fmt: skip
    change = totals[1][0] / totals[1][1] - totals[0][0] / totals[0][1]
    assert fsum(s.within + s.mix for s in shares) == pytest.approx(change, abs=1e-9)
    assert fsum(s.contribution for s in shares) == pytest.approx(change, abs=1e-9)
    assert fsum(s.excess for s in shares) == pytest.approx(0, abs=1e-9)

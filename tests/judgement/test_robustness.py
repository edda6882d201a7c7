"""Two answers to nearly the same question: where they are the same, and where one says something else."""

from __future__ import annotations

from datetime import date

from beichen.domain.observation import Reason, Segment
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.judgement.robustness import (
    Answer,
    Check,
    Code,
    Difference,
    Verdict,
    find_difference,
    judge_robustness,
    leading,
)
from beichen.judgement.robustness_words import (
    Instead,
    day_differs,
    day_holds,
    neighbour_differs,
    neighbours_hold,
    not_asked,
)

IOS: Segment = (("device", "ios"),)
ANDROID: Segment = (("device", "android"),)
SAYS = Text("…", "…")


def test_same_direction_and_a_third_of_the_size_is_the_same_answer() -> None:
    assert find_difference(Answer(100, 130), Answer(100, 111)) is None  # +11 of +30
    assert find_difference(Answer(100, 130), Answer(100, 109)) is Difference.GONE  # +9 of +30
    assert find_difference(Answer(100, 130), Answer(100, 100)) is Difference.GONE


def test_other_direction_is_another_answer_and_a_little_of_it_is_no_change() -> None:
    assert find_difference(Answer(100, 130), Answer(100, 85)) is Difference.TURNED
    assert find_difference(Answer(100, 130), Answer(100, 99)) is Difference.GONE
    assert find_difference(Answer(130, 100), Answer(80, 100)) is Difference.TURNED


def test_change_that_keeps_its_percentage_is_kept_though_most_rows_are_left_out() -> None:
    # a day that holds three quarters of the week: +40 of 400 is +10%, as +10 of 100 is
    assert find_difference(Answer(400, 440), Answer(100, 110)) is None


def test_change_around_nothing_is_compared_by_its_amount() -> None:
    assert find_difference(Answer(2, 52), Answer(30, 70)) is None  # +2500% and +133%, but +50 and +40
    assert find_difference(Answer(0, 50), Answer(0, 40)) is None
    assert find_difference(Answer(-5, 50), Answer(5, 20)) is Difference.GONE


def test_other_driver_that_did_most_is_another_answer() -> None:
    answer = Answer(100, 70, {"active": -20, "share": -10})
    assert find_difference(answer, Answer(90, 70, {"active": -15, "share": -5})) is None
    assert find_difference(answer, Answer(90, 70, {"active": -5, "share": -15})) is Difference.BRANCH


def test_drivers_within_a_fifth_of_each_other_both_did_most() -> None:
    answer = Answer(100, 70, {"active": -16, "share": -14})
    assert find_difference(answer, Answer(90, 70, {"active": -5, "share": -15})) is None


def test_drivers_that_are_known_of_one_answer_alone_are_not_compared() -> None:
    assert find_difference(Answer(100, 70, {"active": -30}), Answer(100, 70)) is None


def test_other_segment_that_stands_out_is_another_answer() -> None:
    answer = Answer(100, 70, segments={IOS: 8.0, ANDROID: -8.0})
    assert find_difference(answer, Answer(100, 70, segments={IOS: 5.0, ANDROID: -5.0})) is None
    assert find_difference(answer, Answer(100, 70, segments={IOS: -5.0, ANDROID: 5.0})) is Difference.SEGMENT


def test_leading_parts_are_those_near_the_largest_in_the_direction() -> None:
    parts = {"a": -10.0, "b": -8.0, "c": -7.9, "d": 30.0}
    assert leading(parts, -1) == ["a", "b"]
    assert leading(parts, 1) == ["d"]
    assert leading({"a": -1.0}, 1) == []


def test_one_check_that_fails_makes_fragile_and_none_that_can_be_asked_undetermined() -> None:
    def verdict(*held: bool | None) -> Verdict:
        return judge_robustness(Check(Code.LARGEST_DAY, holds, SAYS) for holds in held).verdict

    assert verdict(True, True) is Verdict.ROBUST
    assert verdict(True, None) is Verdict.ROBUST
    assert verdict(True, False) is Verdict.FRAGILE
    assert verdict(None, False) is Verdict.FRAGILE
    assert verdict(None, None) is Verdict.UNDETERMINED
    assert verdict() is Verdict.UNDETERMINED


def test_document_holds_the_verdict_and_every_check_in_both_languages() -> None:
    checks = [
        neighbours_hold([date(2026, 11, 2)], Grain.WEEK),
        day_differs(date(2026, 11, 14), Difference.GONE, rose=True),
    ]
    assert judge_robustness(checks).as_dict() == {
        "verdict": "fragile",
        "checks": [
            {
                "code": "neighbouring_period",
                "holds": True,
                "reason": {
                    "en": "it holds against the week of 2 Nov 2026, too",
                    "zh": "与2026年11月2日当周相比，结论同样成立",
                },
            },
            {
                "code": "largest_day",
                "holds": False,
                "reason": {
                    "en": "without Saturday 14 Nov 2026 the change is gone",
                    "zh": "去掉2026年11月14日（周六）后，变化基本消失",
                },
            },
        ],
    }


def test_what_another_answer_says_instead_is_named() -> None:
    names = Instead(Text("Active", "活跃"), Text("Share", "占比"))
    day = date(2026, 11, 11)
    assert day_differs(day, Difference.BRANCH, rose=True, instead=names).reason == Text(
        "without Wednesday 11 Nov 2026, Share did most for it, not Active",
        "去掉2026年11月11日（周三）后，主要驱动是占比，而不是活跃",
    )
    month = date(2026, 9, 1)
    assert neighbour_differs(month, Grain.MONTH, Difference.TURNED, rose=True).reason == Text(
        "against September 2026 it fell", "若与2026年9月相比，变为下降"
    )
    assert neighbour_differs(month, Grain.MONTH, Difference.SEGMENT, rose=True, instead=names).reason.en == (
        "against September 2026, Share stands out, not Active"
    )
    assert day_holds(day).reason.en == "it holds without Wednesday 11 Nov 2026, the day that moved most"
    assert not_asked(Code.LARGEST_DAY, Reason.NO_CHANGE) == Check(Code.LARGEST_DAY, None, Reason.NO_CHANGE.text)

"""The one sentence that explains a change."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beichen.domain.observation import Reason, Undetermined
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.judgement.change import ExpectedRange, Verdict, no_range
from beichen.judgement.sentence import Part, Standout, Story, Unsolved, tell_change

ACTIVE, SHARE = Text("active learners", "活跃学员"), Text("engaged share", "深度学习占比")
SCOTLAND = (("region", "Scotland"),)
FELL = Story(
    label=Text("Weekly learners on 3+ days", "每周学习超过3天的学员数"),
    unit="learners",
    grain=Grain.WEEK,
    period=date(2013, 10, 7),
    versus=date(2013, 9, 30),
    before=8056,
    after=7644,
    drivers=(Part(SHARE, -61.8), Part(ACTIVE, -350.2)),
    standout=Standout(SCOTLAND, -120),
)


def test_fall_names_both_drivers_and_the_segment_that_stands_out():
    assert tell_change(FELL).en == (
        "Weekly learners on 3+ days fell by 412 (−5.1%) to 7,644 in the week of 7 Oct 2013 against the week before: "
        "active learners took away 350, engaged share 62; region Scotland stands out (−120)."
    )
    assert tell_change(FELL).zh == (
        "2013年10月7日当周，每周学习超过3天的学员数为 7,644，较前一周下降 412（−5.1%），"
        "主要受活跃学员拖累（−350），其次是深度学习占比（−62）；region Scotland 最为突出（−120）。"
    )


def test_driver_against_the_change_is_named_before_the_second_for_it():
    third = Part(Text("tutor visits", "辅导次数"), 40)
    told = tell_change(replace(FELL, drivers=(Part(ACTIVE, -390), Part(SHARE, -62), third), standout=None))
    assert told.en.endswith(": active learners took away 390, while tutor visits added 40.")
    assert told.zh.endswith("，主要受活跃学员拖累（−390），而辅导次数形成拉动（+40）。")


def test_rise_adds_and_a_segment_with_half_of_it_has_most_of_it():
    rose = replace(FELL, after=8156, drivers=(Part(ACTIVE, 150), Part(SHARE, -50)), standout=Standout(SCOTLAND, 60))
    told = tell_change(rose)
    assert "rose by 100 (+1.2%) to 8,156" in told.en
    assert told.en.endswith(
        ": active learners added 150, while engaged share took away 50; most of it in region Scotland (+60)."
    )
    assert (
        "上升 100（+1.2%），主要由活跃学员拉动（+150），而深度学习占比形成拖累（−50）；大部分来自 region Scotland（+60）。"
        in told.zh
    )


def test_driver_of_next_to_nothing_is_not_named():
    assert (
        ": active learners took away 412;"
        in tell_change(replace(FELL, drivers=(Part(ACTIVE, -412.1), Part(SHARE, 0.1)))).en
    )


def test_change_of_a_share_is_in_points_and_never_in_percent():
    story = replace(FELL, unit="share", before=0.428, after=0.416, drivers=(Part(ACTIVE, -0.012),), standout=None)
    told = tell_change(story)
    assert "fell by 1.20 pp to 41.6% in" in told.en
    assert told.en.endswith("active learners took away 1.20 pp.")
    assert "下降 1.20 个百分点，主要受活跃学员拖累（−1.20 个百分点）。" in told.zh


def test_money_and_another_year_s_month_are_named_as_each_language_does():
    story = Story(
        Text("Net revenue", "净收入"),
        "GBP",
        Grain.MONTH,
        date(2011, 11, 1),
        date(2010, 11, 1),
        before=1_000_000,
        after=1_250_000,
    )
    assert (
        tell_change(story).en == "Net revenue rose by £250.0K (+25.0%) to £1.2M in November 2011 against November 2010."
    )
    assert tell_change(story).zh == "2011年11月，净收入为 £125.0万，较2010年11月上升 £25.0万（+25.0%）。"


def test_no_change_is_said_with_what_cancelled_in_it():
    told = tell_change(replace(FELL, after=8056, drivers=(Part(ACTIVE, 150), Part(SHARE, -150))))
    assert told.en == (
        "Weekly learners on 3+ days stayed at 8,056 in the week of 7 Oct 2013, unchanged from the week before: "
        "active learners added 150, while engaged share took away 150."
    )
    assert "与前一周持平，主要由活跃学员拉动（+150）" in told.zh
    assert tell_change(replace(FELL, after=8056, drivers=(Part(ACTIVE, 0.0),))).en.endswith(
        "unchanged from the week before."
    )


def test_change_from_nothing_or_next_to_nothing_has_no_percentage():
    assert "rose by 7 to 7 in the week" in tell_change(replace(FELL, before=0, after=7, drivers=(), standout=None)).en
    assert (
        "rose by 500 to 503 in the week"
        in tell_change(replace(FELL, before=3, after=503, drivers=(), standout=None)).en
    )
    assert (
        "rose by 200 (+6,666.7%) to 203"
        in tell_change(replace(FELL, before=3, after=203, drivers=(), standout=None)).en
    )


def test_value_that_is_missing_is_said_with_its_reason():
    gone = Undetermined(Reason.ZERO_DENOMINATOR)
    assert tell_change(replace(FELL, after=gone)).as_dict() == {
        "en": "Weekly learners on 3+ days has no value in the week of 7 Oct 2013: the denominator is 0.",
        "zh": "2013年10月7日当周，每周学习超过3天的学员数没有数值：分母为 0。",
    }
    assert tell_change(replace(FELL, before=gone)).as_dict() == {
        "en": "Weekly learners on 3+ days was 7,644 in the week of 7 Oct 2013 and cannot be compared with the week before: the denominator is 0.",
        "zh": "2013年10月7日当周，每周学习超过3天的学员数为 7,644，无法与前一周比较：分母为 0。",
    }


def test_period_compared_with_a_partial_one_is_said_to_be():
    told = tell_change(replace(FELL, versus_complete=False))
    assert told.en.endswith("The week before is not complete in the data, so the comparison is not like for like.")
    assert told.zh.endswith("前一周的数据不完整，两期不可直接对比。")


def test_partial_period_has_a_value_and_neither_rises_nor_falls():
    assert tell_change(replace(FELL, complete=False)).as_dict() == {
        "en": "Weekly learners on 3+ days was 7,644 in the week of 7 Oct 2013, of which the data hold only a part: "
        "that is not to be compared with the week before (8,056).",
        "zh": "2013年10月7日当周的数据尚不完整，每周学习超过3天的学员数目前为 7,644，不宜与前一周（8,056）直接比较。",
    }


def test_broken_guardrail_and_what_no_driver_explains_are_said_after_the_change():
    told = tell_change(
        replace(
            FELL,
            unsolved=(Unsolved(ACTIVE, -9, True), Unsolved(SHARE, -20, False)),
            breaches=(Text("Withdrawals was 2.4%, limit < 2%", "退课率为 2.4%，限值 < 2%"),),
        )
    )
    assert told.en.endswith(
        "−9 of the change stays at active learners: its formula does not hold in the data. "
        "−20 of the change stays at engaged share: a driver of it has no value. "
        "Guardrail broken: Withdrawals was 2.4%, limit < 2%."
    )
    assert told.zh.endswith(
        "变化中有 −9 停留在活跃学员，无法继续拆分：其公式与数据不符。"
        "变化中有 −20 停留在深度学习占比，无法继续拆分：其驱动指标没有数值。"
        "护栏指标越限：退课率为 2.4%，限值 < 2%。"
    )


@pytest.mark.parametrize(
    ("standout", "en", "zh"),
    [
        (Standout(SCOTLAND, -0.012, SHARE, "share"), "within engaged share, region Scotland stands out (−1.20 pp)", "在深度学习占比中，region Scotland 最为突出（−1.20 个百分点）"),
        (Standout((("age_band", None),), -9), "unknown age band stands out (−9)", "age_band 未知 最为突出（−9）"),
        (Standout((("age_band", "0-35"),), -9, labels={"age_band": Text("age", "年龄段")}), "age 0-35 stands out (−9)", "年龄段 0-35 最为突出（−9）"),
        (Standout((("region", "Wales"), ("sex", "F")), -300), "most of it in region Wales × sex F (−300)", "大部分来自 region Wales × sex F（−300）"),
    ],
)  # fmt: skip
def test_segment_is_named_with_its_dimension_and_with_its_metric_when_that_is_another(standout, en, zh):
    told = tell_change(replace(FELL, standout=standout))
    assert told.en.endswith(f"; {en}.")
    assert told.zh.endswith(f"；{zh}。")


numbers = st.floats(-1e9, 1e9) | st.integers(-1000, 1000) | st.just(Undetermined(Reason.NO_ROWS))


@given(
    numbers,
    numbers,
    st.lists(st.floats(-1e9, 1e9), max_size=4),
    st.sampled_from([None, "share", "CNY"]),
    st.sampled_from(Grain),
)
def test_any_numbers_make_a_whole_sentence_in_both_languages(before, after, parts, unit, grain):
    drivers = tuple(Part(Text(f"driver {i}", f"驱动{i}"), part) for i, part in enumerate(parts))
    told = tell_change(replace(FELL, before=before, after=after, drivers=drivers, unit=unit, grain=grain))
    assert told.en.endswith(".")
    assert told.zh.endswith("。")
    for text in (told.en, told.zh):
        assert not any(word in text for word in ("nan", "inf", "None", "Undetermined", "−0 ", "  ", "()", "（）"))


def test_sentence_says_whether_the_value_was_to_be_expected():
    noise = tell_change(replace(FELL, expected=ExpectedRange(7431.7, 8262.2, 7800.0, Verdict.NOISE, None)))
    moved = tell_change(replace(FELL, expected=ExpectedRange(7901.7, 8262.2, 8100.0, Verdict.MOVED, None)))
    assert noise.en.endswith(" That is within what its history leads one to expect (7,432 to 8,262).")
    assert noise.zh.endswith("。该数值在历史走势的预期区间之内（7,432 ~ 8,262），属于正常波动。")
    assert moved.en.endswith(" That is outside what its history leads one to expect (7,902 to 8,262).")
    assert moved.zh.endswith("。该数值超出历史走势的预期区间（7,902 ~ 8,262）。")


def test_sentence_is_silent_where_nothing_can_be_said_of_the_expected():
    assert tell_change(replace(FELL, expected=no_range(Reason.TOO_SHORT))) == tell_change(FELL)


def test_fragile_answer_is_said_to_be_unless_the_change_is_noise_anyway() -> None:
    doubt = Text("without Saturday 12 Oct 2013 the change is gone", "去掉2013年10月12日（周六）后，变化基本消失")
    told = tell_change(replace(FELL, doubts=(doubt,)))
    assert "The answer is fragile: without Saturday 12 Oct 2013 the change is gone." in told.en
    assert "结论不够稳健：去掉2013年10月12日（周六）后，变化基本消失。" in told.zh
    noise = ExpectedRange(7431.7, 8262.2, 7800.0, Verdict.NOISE, None)
    assert "fragile" not in tell_change(replace(FELL, doubts=(doubt,), expected=noise)).en


def test_what_coincides_strongly_is_told_in_a_clause_unless_the_change_is_noise_anyway() -> None:
    clause = Text("At the same time: Crashes on Android", "同期：安卓闪退")
    told = tell_change(replace(FELL, coinciding=clause))
    assert told.en == tell_change(FELL).en + " At the same time: Crashes on Android."
    assert told.zh == tell_change(FELL).zh + "同期：安卓闪退。"
    noise = ExpectedRange(7431.7, 8262.2, 7800.0, Verdict.NOISE, None)
    assert "same time" not in tell_change(replace(FELL, coinciding=clause, expected=noise)).en

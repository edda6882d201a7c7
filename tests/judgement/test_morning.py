"""The order of the morning read: importance, broken guardrails, and drivers told with what they explain."""

from __future__ import annotations

import pytest

from beichen.domain.text import Text
from beichen.judgement.change import ExpectedRange, Verdict
from beichen.judgement.morning import Mover, Told, importance, order_movers
from beichen.judgement.morning_sentence import Headline, tell_morning

WITHIN = Text("in the week of 9 Nov 2026", "2026年11月9日当周")


def moved(metric: str, value: float = 120, steps: int | None = 0, **more: object) -> Mover:
    """A metric that was expected between 90 and 110."""
    expected = ExpectedRange(90, 110, 100, Verdict.MOVED, None)
    return Mover(metric, value, expected, steps=steps, **more)  # type: ignore[arg-type]


def outline(told: tuple[Told, ...]) -> list[object]:
    return [(row.metric, outline(row.below)) if row.below else row.metric for row in told]


def test_importance_is_the_distance_from_the_middle_of_the_range_in_half_widths() -> None:
    # the range is 90 to 110: its half-width 10
    assert importance(moved("star", 120)) == pytest.approx(2.0)
    assert importance(moved("star", 75)) == pytest.approx(2.5)


def test_every_step_from_the_north_star_weighs_less() -> None:
    assert importance(moved("driver", 120, steps=1)) == pytest.approx(1.0)
    assert importance(moved("driver of a driver", 120, steps=3)) == pytest.approx(0.5)
    assert importance(moved("beside the tree", 120, steps=None)) == pytest.approx(0.4)


def test_driver_that_made_most_of_the_north_stars_change_weighs_as_much_however_deep() -> None:
    assert importance(moved("deep", 120, steps=3, share=0.9)) == pytest.approx(1.8)
    assert importance(moved("deep", 120, steps=3, share=-0.9)) == pytest.approx(1.8)
    assert importance(moved("deep", 120, steps=3, share=7.0)) == pytest.approx(2.0)  # never more than all of it


def test_value_far_beyond_a_flat_history_is_no_infinity() -> None:
    flat = ExpectedRange(100, 100, 100, Verdict.MOVED, None)
    assert importance(Mover("flat", 101, flat, steps=0)) == 10
    assert importance(moved("far", 1e9)) == 10


def test_most_important_comes_first_and_ties_are_broken_by_closeness_then_name() -> None:
    told = order_movers(
        [moved("b", 120, steps=1), moved("a", 120, steps=1), moved("star", 111), moved("c", 140, steps=1)]
    )
    assert outline(told) == ["c", "star", "a", "b"]  # 2.0, 1.1, 1.0, 1.0


def test_broken_guardrail_comes_before_all_and_news_before_what_had_closed_earlier() -> None:
    told = order_movers(
        [
            moved("star", 200),
            moved("monthly", 200, earlier=True),
            moved("small", 111, steps=3),
            moved("crash rate", 111, steps=1, broken=True),
        ]
    )
    assert outline(told) == ["crash rate", "star", "small", "monthly"]


def test_driver_that_explains_its_parent_is_told_with_it_and_not_again() -> None:
    told = order_movers(
        [
            moved("star", 130),
            moved("active", 120, steps=1, explains={"star": 0.8}),
            moved("new", 120, steps=2, explains={"active": 0.5, "star": 0.4}),
            moved("other", 120, steps=1, explains={"star": 0.05}),
        ]
    )
    assert outline(told) == [("star", [("active", ["new"])]), "other"]


def test_driver_that_moved_against_its_parent_is_an_alarm_of_its_own() -> None:
    told = order_movers([moved("star", 130), moved("share", 80, steps=1, explains={"star": -0.3})])
    assert outline(told) == ["star", "share"]


def test_broken_guardrail_is_told_for_itself_even_where_it_explains() -> None:
    told = order_movers([moved("star", 130), moved("latency", 120, steps=1, explains={"star": 0.5}, broken=True)])
    assert outline(told) == ["latency", "star"]


def test_nothing_moved_is_said_with_how_many_were_judged() -> None:
    told = tell_morning(WITHIN, [], moved=0, noise=12, undetermined=2)
    assert told.en == (
        "Nothing moved beyond noise in the week of 9 Nov 2026 (12 metrics judged). 2 metrics could not be judged."
    )
    assert told.zh == "2026年11月9日当周，没有指标超出正常波动（已判断 12 个指标）。另有 2 个指标无法判断。"


def test_sentence_names_the_broken_guardrail_then_the_most_important_with_its_drivers() -> None:
    lines = [
        Headline(Text("Crash rate", "闪退率"), Text("+0.9 pp", "+0.9 个百分点"), broken=True),
        Headline(
            Text("Listeners", "听众"),
            Text("−98 (−7.9%)", "−98（−7.9%）"),
            [Text(name, name) for name in ("A", "B", "C", "D")],
        ),
    ]
    told = tell_morning(WITHIN, lines, moved=6, noise=10, undetermined=0)
    assert told.en == (
        "6 of 16 metrics moved beyond noise in the week of 9 Nov 2026. Guardrail broken: Crash rate. "
        "Most important: Listeners −98 (−7.9%), with A, B, C and 1 more."
    )
    assert told.zh == (
        "2026年11月9日当周，16 个指标中有 6 个超出正常波动。护栏指标越限：闪退率。"
        "最值得关注：听众 −98（−7.9%），与A、B、C等 4 个指标同时变动。"
    )


def test_period_in_which_nothing_could_be_judged_is_said_to_be_one() -> None:
    assert tell_morning(WITHIN, [], moved=0, noise=0, undetermined=4).en == (
        "No metric could be judged in the week of 9 Nov 2026."
    )

"""The explanation on a terminal."""

from __future__ import annotations

from typing import Any

from beichen.domain.project import Project
from beichen.faces.cli.show.explanation import SEGMENTS_SHOWN, draw_bar, show_explanation


def _segment(value: str | None, contribution: float) -> dict[str, Any]:
    return {
        "metric": "engaged",
        "segment": {"channel": value},
        "contribution": contribution,
        "excess": None,
        "within": None,
        "mix": None,
    }


def _document(**rest: Any) -> dict[str, Any]:
    return {
        "metric": "engaged",
        "period": "2013-10-14",
        "versus": "2013-10-07",
        "before": 250,
        "after": 300,
        "change": 50,
        "expected": {"low": None, "high": None, "verdict": "undetermined", "reason": "too_short"},
        "branches": [
            {
                "metric": "active",
                "parent": "engaged",
                "kind": "identity",
                "contribution": -10,
                "share": -0.2,
                "interval": None,
            },
            {
                "metric": "share",
                "parent": "engaged",
                "kind": "identity",
                "contribution": 60,
                "share": 1.2,
                "interval": None,
            },
        ],
        "unexplained": 0,
        "segments": [_segment("organic", 45), _segment(None, 5)],
        "located": {"segments": [], "residual": 50, "reason": "nothing_stands_out", "left_out": []},
        "events": [],
        "robustness": {"verdict": "undetermined", "checks": []},
        "sentence": {"en": "Engaged listeners rose by 50.", "zh": "深度听歌用户增加 50。"},
        **rest,
    }


def test_sentence_comes_first_then_the_change_the_branches_and_the_segments(lumen: Project) -> None:
    assert show_explanation(_document(), lumen, "en").splitlines() == [
        "Engaged listeners rose by 50.",
        "",
        "2013-10-14, compared with 2013-10-07:  250 → 300   +50  (+20.0%)",
        "Expected range: the history is too short.",
        "",
        "Which branch?     contribution   share",
        "Active listeners           −10  −20.0%               ███│",
        "Engaged share              +60  120.0%                  │████████████████",
        "",
        "Where it sits: no segment stands out from the noise.",
        "",
        "Which segment?     metric             contribution",
        "channel = organic  Engaged listeners           +45",
        "channel = (null)   Engaged listeners            +5",
    ]


def test_unexplained_rest_is_a_row_of_its_own(lumen: Project) -> None:
    lines = show_explanation(_document(unexplained=-3), lumen, "en").splitlines()

    assert any(line.split() == ["unexplained", "−3"] for line in lines)


def test_many_segments_are_cut_and_the_cut_is_told(lumen: Project) -> None:
    segments = [_segment(str(number), number) for number in range(SEGMENTS_SHOWN + 7)]

    assert show_explanation(_document(segments=segments), lumen, "en").endswith("… and 7 more; --json gives all")


def test_bar_falls_to_the_left_and_rises_to_the_right_of_its_axis() -> None:
    assert draw_bar(10, 10) == " " * 16 + "│" + "█" * 16
    assert draw_bar(-5, 10) == " " * 8 + "█" * 8 + "│"
    assert draw_bar(0.0001, 10) == " " * 16 + "│█"
    assert draw_bar(0, 10) == " " * 16 + "│"


def _influence(metric: str, contribution: float | None, **rest: Any) -> dict[str, Any]:
    return {
        "metric": metric,
        "parent": "share",
        "kind": "influence",
        "contribution": contribution,
        "share": None,
        "interval": None,
        "estimate": None,
        "reason": None,
        **rest,
    }


def test_influence_is_told_with_its_interval_and_what_it_rests_on(lumen: Project) -> None:
    estimate = {
        "lag": 2,
        "coefficient": 3.5,
        "low": 1.0,
        "high": 6.0,
        "periods": 96,
        "evidence": "association",
    }
    document = _document()
    document["grain"] = "week"
    document["branches"] += [
        _influence("active", 120, interval=[40, 210], estimate=estimate),
        _influence("engaged", None, reason="collinear"),
        {**_influence("share", -60), "metric": None, "kind": "unexplained"},
    ]

    en, zh = (show_explanation(document, lumen, locale) for locale in ("en", "zh"))  # type: ignore[arg-type]

    assert "≈ +120 (40…210)" in en
    assert "association, 2 weeks later, 96 weeks" in en
    assert "cannot be told apart" in en
    assert "关联，滞后 2 周，基于 96 周" in zh
    assert [line.split() for line in en.splitlines() if "unexplained" in line] == [
        ["unexplained", "−60", "–", "█" * 8 + "│"]
    ]


def _located(**rest: Any) -> dict[str, Any]:
    found = {
        "metric": "active",
        "segment": {"channel": "organic", "device": "ios"},
        "before": 900,
        "after": 780,
        "contribution": -120,
        "excess": -96.5,
        "within": None,
        "mix": None,
        "confidence": 0.997,
        "reason": None,
    }
    return found | rest


def test_located_segments_stand_in_the_unit_of_their_metric_with_the_confidence(lumen: Project) -> None:
    apart = _located(segment={"device": None}, contribution=None, excess=None, reason="not_additive")
    found = {"segments": [_located(), apart], "residual": 70, "reason": None, "left_out": []}

    told = show_explanation(_document(located=found), lumen, "en").split("\n\n")[3].splitlines()

    assert " ".join(told[0].split()) == "Where it sits metric values contribution excess confidence"
    assert " ".join(told[1].split()) == ("channel = organic × device = ios Active listeners 900 → 780 −120 −96.5 99.7%")
    assert " ".join(told[2].split()).startswith("device = (null) Active listeners 900 → 780")
    assert told[2].endswith("99.7%")


def test_dimensions_along_which_was_not_looked_are_told_with_the_reason(lumen: Project) -> None:
    left_out = [{"metric": "active", "dimension": name, "reason": "too_wide"} for name in ("song", "artist")]
    found = {"segments": [], "residual": None, "reason": "everywhere", "left_out": left_out}

    english = show_explanation(_document(located=found), lumen, "en")
    chinese = show_explanation(_document(located=found), lumen, "zh")

    assert "Where it sits: all segments moved alike." in english
    assert "Not looked along song, artist of Active listeners: the dimension has too many values." in english
    assert "活跃用户未按song、artist下钻：该维度的取值过多。" in chinese

"""The table of `beichen query`."""

from __future__ import annotations

from typing import Any

from beichen.domain.project import Project
from beichen.faces.cli.show.answer import show_answer


def _row(period: str, value: float | None, **rest: Any) -> dict[str, Any]:
    empty = {"segment": {}, "reason": None, "numerator": None, "denominator": None, "n": None, "complete": True}
    return {"period": period, "value": value, **empty, **rest}


def test_whole_counts_need_only_period_and_value(lumen: Project) -> None:
    document = {"metric": "active", "grain": "week", "rows": [_row("2013-10-07", 12345), _row("2013-10-14", 8)]}

    assert show_answer(document, lumen.metrics["active"], "en").splitlines() == [
        "Active listeners  active · week",
        "period       value",
        "2013-10-07  12,345",
        "2013-10-14       8",
    ]


def test_ratio_shows_its_parts_and_partial_and_absent_values_say_so(lumen: Project) -> None:
    document = {
        "metric": "share",
        "grain": "week",
        "rows": [
            _row("2013-10-07", 0.25, segment={"channel": "organic"}, numerator=25, denominator=100),
            _row("2013-10-07", None, segment={"channel": None}, numerator=0, denominator=0, reason="zero_denominator"),
            _row("2013-10-14", 0.5, segment={"channel": "organic"}, numerator=1, denominator=2, complete=False),
        ],
    }

    assert show_answer(document, lumen.metrics["share"], "en").splitlines() == [
        "Engaged share  share · week",
        "period      channel   value  numerator / denominator",
        "2013-10-07  organic  25.00%                 25 / 100",
        "2013-10-07  (null)        –                    0 / 0  the denominator is 0",
        "2013-10-14  organic  50.00%                    1 / 2  partial",
    ]


def test_chinese_answer_is_chinese_and_lines_up(lumen: Project) -> None:
    document = {
        "metric": "active",
        "grain": "week",
        "rows": [_row("2013-10-07", 12), _row("2013-10-14", 3, complete=False)],
    }

    assert show_answer(document, lumen.metrics["active"], "zh").splitlines() == [
        "活跃用户  active · 周",
        "周期        数值",
        "2013-10-07    12",
        "2013-10-14     3  不完整",
    ]


def test_range_without_periods_says_so_instead_of_an_empty_table(lumen: Project) -> None:
    document = {"metric": "active", "grain": "week", "rows": []}

    assert show_answer(document, lumen.metrics["active"], "en").splitlines()[1] == "no period in this range"

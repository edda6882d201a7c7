"""Health on a terminal."""

from __future__ import annotations

from typing import Any

from beichen.faces.cli.show.health import show_health

CHECK: dict[str, Any] = {
    "code": "gaming",
    "status": "failed",
    "statistic": 6.25,
    "threshold": 2.75,
    "since": "2026-01-05",
    "reason": {"en": "It rises while complaints rise", "zh": "它在涨，投诉也在涨"},
    "name": {"en": "Gaming", "zh": "刷指标"},
    "unit": "z",
}
OPEN: dict[str, Any] = CHECK | {"status": "undetermined", "statistic": None, "threshold": None, "since": None}
DOCUMENT: dict[str, Any] = {
    "verdict": "re-elect",
    "summary": {"en": "It has stopped meaning what it was chosen for.", "zh": "它已不再代表当初选定的价值。"},
    "choose": "/choose?incumbent=members",
    "checks": [CHECK, OPEN],
}


def test_verdict_stands_first_and_the_way_to_another_last() -> None:
    lines = show_health(DOCUMENT, "en").splitlines()

    assert lines[0] == "Re-elect"
    assert "◆ Gaming · failed  6.2σ / 2.8σ  since 2026-01-05" in lines
    assert "    It rises while complaints rise" in lines
    assert "◌ Gaming · undetermined" in lines
    assert lines[-1] == "Elect again, with it as the incumbent: /choose?incumbent=members"


def test_chinese_is_told_in_chinese() -> None:
    told = show_health(DOCUMENT | {"verdict": "keep", "choose": None}, "zh")

    assert told.startswith("保留\n它已不再代表")
    assert "刷指标 · 失灵" in told
    assert "/choose" not in told

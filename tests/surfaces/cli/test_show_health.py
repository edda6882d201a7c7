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
    "weights": [],
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


def test_proposed_weights_stand_beside_today_s_with_the_yaml_to_take_over() -> None:
    part = {"metric": "speed", "weight": 2, "proposed": 1.25, "low": 1, "high": 1.5}
    row = {"metric": "wellbeing", "value": "members", "parts": [part], "yaml": "- valid_from: 2026-02-09\n"}

    lines = show_health(DOCUMENT | {"weights": [row]}, "en").splitlines()

    assert "Proposed weights of wellbeing, by what foretells members (nothing is changed):" in lines
    assert "    speed  2 → 1.25  (1.00…1.50)" in lines
    assert "    - valid_from: 2026-02-09" in lines

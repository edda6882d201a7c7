"""The tree on a terminal."""

from __future__ import annotations

from typing import Any

from beichen.domain.project import Project
from beichen.faces.cli.show.tree import show_tree


def _node(project: Project, metric: str, value: float | None, previous: float | None, **rest: Any) -> dict[str, Any]:
    known = project.metrics[metric]
    change = None if value is None or previous is None else value - previous
    return {
        "metric": metric,
        "label": known.label.as_dict(),
        "role": known.role.value,
        "owner": known.owner,
        "value": value,
        "reason": None,
        "previous": previous,
        "change": change,
        "status": "none",
        "complete": True,
        "draft": False,
        **rest,
    }


def _document(project: Project, unexplained: float = 0) -> dict[str, Any]:
    return {
        "north_star": "engaged",
        "grain": "week",
        "unexplained": unexplained,
        "period": "2013-10-14",
        "versus": "2013-10-07",
        "slice": {},
        "nodes": [
            _node(project, "engaged", 300, 250, status="ok"),
            _node(project, "active", 1000, 1000),
            _node(project, "share", 0.3, 0.25, complete=False),
            _node(project, "complaints", 0.012, None, status="off"),
        ],
        "edges": [
            {"parent": "engaged", "child": "active", "kind": "identity", "contribution": 0},
            {"parent": "engaged", "child": "share", "kind": "identity", "contribution": 50},
            {"parent": "share", "child": "active", "kind": "influence", "contribution": None},
        ],
    }


def test_drivers_stand_below_what_they_drive_with_their_contribution(lumen: Project) -> None:
    assert show_tree(_document(lumen), lumen, "en").splitlines() == [
        "Lumen  2013-10-14, compared with 2013-10-07",
        "",
        "                           value    change          contribution  owner",
        "● Engaged listeners          300       +50  +20.0%                林晓",
        "├─ ○ Active listeners      1,000        ±0   ±0.0%            ±0  林晓",
        "└─ ○ Engaged share        30.00%  +5.00 pp                   +50         partial",
        "   └┄ ○ Active listeners   1,000        ±0   ±0.0%                林晓   shown above",
        "Guardrails",
        "  ◆ Complaint rate         1.20%         –",
        "",
        "● on track  ▲ at risk  ◆ off track  ○ no target  ◌ no value to judge",
    ]


def test_chinese_tree_uses_the_labels_and_words_of_that_language(lumen: Project) -> None:
    text = show_tree(_document(lumen), lumen, "zh")

    assert "● 深度听歌用户" in text
    assert "2013-10-14，对比 2013-10-07" in text
    assert "护栏指标" in text
    assert "Engaged" not in text


def test_every_node_is_drawn_once_though_two_metrics_drive_each_other_s_parent(lumen: Project) -> None:
    lines = show_tree(_document(lumen), lumen, "en").splitlines()

    assert sum("Complaint rate" in line for line in lines) == 1
    assert sum("Active listeners" in line for line in lines) == 2  # the second says: shown above


def test_what_the_identities_leave_is_a_row_of_its_own(lumen: Project) -> None:
    lines = show_tree(_document(lumen, unexplained=-4), lumen, "en").splitlines()

    assert any(line.split() == ["unexplained", "−4"] for line in lines)


def test_slice_is_named_and_nothing_in_it_is_judged(lumen: Project) -> None:
    document = _document(lumen) | {"slice": {"channel": "organic"}}
    document["nodes"][3] |= {"value": None, "status": "none", "reason": "no_dimension"}
    lines = show_tree(document, lumen, "en").splitlines()

    assert lines[0] == "Lumen  channel = organic  2013-10-14, compared with 2013-10-07"
    assert lines[-1].split() == ["○", "Complaint", "rate", "–", "–", "the", "metric", "has", "no", "such", "dimension"]

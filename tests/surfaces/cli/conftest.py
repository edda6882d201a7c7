"""A small project as values, to draw documents of."""

from __future__ import annotations

from pathlib import Path

import pytest

from beichen.domain.formula import parse_formula
from beichen.domain.metric import Agg, Derived, Good, Measure, Metric, Ratio, Role, Simple
from beichen.domain.project import Person, Project
from beichen.domain.text import Text
from beichen.domain.time import Calendar, Grain


def _metric(name: str, en: str, zh: str, **rest: object) -> Metric:
    settings = {"spec": Simple("plays", Measure(Agg.COUNT)), "role": Role.INPUT, "grain": Grain.WEEK, **rest}
    return Metric(name=name, label=Text(en, zh), **settings)  # type: ignore[arg-type]


@pytest.fixture
def lumen() -> Project:
    """A music app: engaged listeners = active listeners × engaged share, one guardrail beside the tree."""
    metrics = [
        _metric(
            "engaged",
            "Engaged listeners",
            "深度听歌用户",
            role=Role.NORTH_STAR,
            owner="lin",
            good=Good.UP,
            spec=Derived(parse_formula("active * share")),
        ),
        _metric("active", "Active listeners", "活跃用户", owner="lin", good=Good.UP),
        _metric("share", "Engaged share", "深度听歌占比", unit="share", good=Good.UP, spec=Ratio("engaged", "active")),
        _metric("complaints", "Complaint rate", "负反馈率", role=Role.GUARDRAIL, unit="share", good=Good.DOWN),
    ]
    return Project(
        folder=Path(),
        name="Lumen",
        calendar=Calendar("Asia/Shanghai"),
        locale="en",
        warehouse="duckdb",
        dialect="duckdb",
        people={"lin": Person("lin", "林晓")},
        metrics={metric.name: metric for metric in metrics},
    )

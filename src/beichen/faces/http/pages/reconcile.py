"""The page on which two numbers are walked from one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import Field

from beichen.domain.observation import Reason
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.faces.http.pages.parts import MetricName, Number, Part, Words, name_of
from beichen.faces.http.pages.periods import PeriodName, name_period
from beichen.faces.http.ports import BoardWorkspace
from beichen.project.contrast.wording import describe_condition
from beichen.project.rules.near_duplicate import near_duplicates


class WalkStep(Part):
    """One bar of the waterfall, from where the one above it ended."""

    text: Words
    begins: Number
    value: Number = Field(description="What the definition gives with this condition changed: where the bar ends.")
    change: Number


class Walk(Part):
    """From one number to the other; changes of the steps and `unexplained` add up to the difference."""

    a: Words
    b: Words
    unit: str | None
    period: PeriodName
    a_value: Number | None
    b_value: Number | None
    difference: Number | None
    steps: list[WalkStep]
    unexplained: Number | None
    low: Number = Field(description="The least and the largest value on the way, 0 among them.")
    high: Number
    guessed: bool = Field(description="True where `b` is a number, whose definition had to be looked for.")
    tried: int | None
    alternatives: list[list[Words]] = Field(description="Other ways that give the number in as few steps.")
    nearest: WalkStep | None
    reason: Words | None = Field(description="Why there is no walk.")


class NearPairPart(Part):
    """Two metrics that one condition tells apart, and whose names do not."""

    a: MetricName
    b: MetricName
    condition: Words


class ReconcilePage(Part):
    """What can be compared, the walk that was asked for, and definitions that are easily taken for one another."""

    metrics: list[MetricName]
    walk: Walk | None = Field(description="Null while nothing is asked for.")
    pairs: list[NearPairPart]


def build_reconcile_page(
    workspace: BoardWorkspace, a: str | None, b: str | None, *, at: date | None = None, grain: Grain | None = None
) -> ReconcilePage:
    """The walk from `a` to `b`, a metric or a number; both left out, what may be asked for."""
    project = workspace.project
    found = None if a is None or b is None else workspace.reconcile(a, b, at=at, grain=grain).as_dict()
    pairs = [
        NearPairPart(
            a=name_of(project, pair.first.name),
            b=name_of(project, pair.second.name),
            condition=Words.of(describe_condition(pair.condition)),
        )
        for pair in near_duplicates(project)
    ]
    metrics = [name_of(project, name) for name in project.metrics]
    return ReconcilePage(metrics=metrics, walk=None if found is None else _walk(project, found), pairs=pairs)


def _walk(project: Project, found: Mapping[str, Any]) -> Walk:
    grain, guessed = Grain(found["grain"]), found["guessed"]
    start = found["a_value"]
    steps = _steps(start, found["steps"])
    ends = [value for value in (start, found["b_value"], *(step.value for step in steps)) if value is not None]
    return Walk(
        a=_label(project, found["a"]),
        b=_label(project, found["b"]),
        unit=project.metrics[found["a"]].unit,
        period=name_period(project.calendar, grain, date.fromisoformat(found["period"]), complete=True),
        a_value=start,
        b_value=found["b_value"],
        difference=found["difference"],
        steps=steps,
        unexplained=found["unexplained"],
        low=min([0, *ends]),
        high=max([0, *ends]),
        guessed=guessed is not None,
        tried=guessed and guessed["tried"],
        alternatives=[[Words(**step["text"]) for step in way] for way in guessed["alternatives"]] if guessed else [],
        nearest=_steps(start, [guessed["nearest"]])[0] if guessed and guessed["nearest"] else None,
        reason=Words.of(Reason(found["reason"]).text) if found["reason"] else None,
    )


def _steps(start: Number | None, steps: Sequence[Mapping[str, Any]]) -> list[WalkStep]:
    begins = [start, *(step["value"] for step in steps)]
    return [
        WalkStep(text=Words(**step["text"]), begins=begin, value=step["value"], change=step["change"])
        for begin, step in zip(begins, steps, strict=False)
        if begin is not None
    ]


def _label(project: Project, name: str) -> Words:
    return Words.of(project.metrics[name].label) if name in project.metrics else Words(en=name, zh=name)

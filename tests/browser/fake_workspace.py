"""A workspace made of formulas: the music app of the seed article, for the states that real data rarely show.

Every parent follows its identity exactly, so contributions must add up here as well.
"""

from __future__ import annotations

import math
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from beichen.domain.finding import Finding
from beichen.domain.formula import Formula, Name, Operation, evaluate, names_in
from beichen.domain.observation import TOTAL, Observation, Reason, Undetermined
from beichen.domain.time import Grain
from beichen.domain.tree import Edge, EdgeKind
from beichen.errors import QueryError
from beichen.faces.http.ports import Freshness
from beichen.judgement.goals import GoalStanding, stand
from beichen.state.open import open_state
from beichen.warehouse.port import Limits
from beichen.workspace.guarding.guard import Guard
from beichen.workspace.pacing import Pace
from beichen.workspace.refreshing.watch import Watch
from beichen.workspace.screening.screening import NoCandidatesError, Screening
from beichen.workspace.slicing import SliceChoice

from .music_app import DRIVERS, ROWS, STAR, STATUS, make_project

FIRST_DAY, LAST_DAY = date(2025, 11, 3), date(2026, 11, 24)
COMPUTED_AT = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Made:
    """A document."""

    document: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        return self.document


class FakeWorkspace:
    """Answers like a workspace, from formulas."""

    def __init__(self) -> None:
        self.project = make_project()
        self.rows = {row.name: row for row in ROWS}
        self.undetermined: dict[str, Reason] = {}
        self.still: set[str] = set()  # metrics that never change
        self.leftovers: list[dict[str, Any]] = []  # of the change, at metrics whose identity does not hold
        self.factors: dict[str, float] = {}
        self.kept_paces: dict[str, Pace] = {}
        self.stored = 1
        self.watch = Watch()
        folder = mkdtemp(prefix="beichen-fake-")
        weakref.finalize(self, rmtree, folder, ignore_errors=True)
        self.state = open_state(Path(folder) / "state.sqlite")

    def lift(self, metric: str, factor: float) -> None:
        """Store other observations of a metric, as a refresh would."""
        self.factors[metric] = factor
        self.stored += 1

    def version(self) -> int:
        return self.stored

    def freshness(self) -> Freshness:
        return Freshness(LAST_DAY, COMPUTED_AT)

    def paces(self, metrics: Sequence[str]) -> Mapping[str, Pace | Undetermined]:
        return {name: self.kept_paces.get(name, Undetermined(Reason.TOO_SHORT)) for name in metrics}

    def standings(self, metrics: Sequence[str], at: date | None = None) -> Mapping[str, Sequence[GoalStanding]]:
        return {name: self._standings(name, at or LAST_DAY) for name in metrics}

    def _standings(self, name: str, at: date) -> list[GoalStanding]:
        metric = self.project.metrics[name]
        observed = self.series([name], metric.grain)[name]
        return [
            stand(objective, key_result, observed, self.project.calendar, by_day=at, unit=metric.unit)
            for objective in self.project.objectives
            for key_result in objective.key_results
            if key_result.metric == name
        ]

    def check(self) -> Sequence[Finding]:
        return []

    def findings(self) -> Sequence[Finding]:
        return []

    def series(
        self, metrics: Sequence[str], grain: Grain, start: date | None = None, end: date | None = None
    ) -> Mapping[str, Sequence[Observation]]:
        periods = self.project.calendar.periods(max(start or FIRST_DAY, FIRST_DAY), LAST_DAY, grain)
        chosen = [period for period in periods if end is None or period.start < end]
        return {name: [self._observation(name, grain, period.start) for period in chosen] for name in metrics}

    def sliced_series(
        self, metrics: Sequence[str], grain: Grain, start: date, end: date, *, within: str
    ) -> Mapping[str, Sequence[Observation]]:
        raise QueryError(f"nothing is sliced here: {within}")

    def slice_choices(self) -> Sequence[SliceChoice]:
        return ()

    def tree(
        self,
        *,
        at: date | None = None,
        versus: date | None = None,
        grain: Grain | None = None,
        within: str | None = None,
    ) -> Made:
        grain = grain or Grain.WEEK
        at = at or self._last_complete(grain)
        self._check_period(at)
        versus = versus or self.project.calendar.shift(at, grain, -1)
        tree = self.project.tree
        assert tree is not None
        names = [*tree.nodes_below(STAR), *(g.metric for g in tree.guardrails), *tree.outcomes]
        added = {(b["parent"], b["metric"]): b["contribution"] for b in self._branches(STAR, at, versus, grain)}
        change = self._node(STAR, at, versus, grain)["change"]
        edges = [self._edge(e, added.get((e.parent, e.child)), change) for e in tree.below(STAR)]
        nodes = [self._node(name, at, versus, grain) for name in names]
        return Made(
            {
                "north_star": STAR,
                "grain": grain.value,
                "period": at.isoformat(),
                "versus": versus.isoformat(),
                "slice": {},
                "nodes": nodes,
                "edges": edges,
                "unexplained": 0,
                "leftovers": self.leftovers,
            }
        )

    def explain(
        self,
        metric: str | None = None,
        *,
        at: date | None = None,
        versus: date | None = None,
        grain: Grain | None = None,
    ) -> Made:
        name, grain = metric or STAR, grain or Grain.WEEK
        at = at or self._last_complete(grain)
        self._check_period(at)
        versus = versus or self.project.calendar.shift(at, grain, -1)
        node = self._node(name, at, versus, grain)
        branches = self._branches(name, at, versus, grain)
        change = node["change"]
        segments = (
            [
                {
                    "metric": name,
                    "segment": {dimension: value},
                    "before": node["previous"] * base,
                    "after": node["previous"] * base + change * part,
                    "contribution": change * part,
                    "excess": change * (part - base),
                    "within": None,
                    "mix": None,
                }
                for dimension, value, part, base in (
                    ("channel", "app_store", 0.62, 0.35),
                    ("device", "ios", 0.55, 0.48),
                    ("city_tier", "一线", 0.41, 0.30),
                    ("channel", "organic", -0.21, 0.25),
                    ("device", None, 0.09, 0.02),
                )
            ]
            if change
            else []
        )
        return Made(
            {
                "metric": name,
                "grain": grain.value,
                "period": at.isoformat(),
                "versus": versus.isoformat(),
                "before": node["previous"],
                "after": node["value"],
                "change": change,
                "complete": True,
                "expected": {"low": None, "high": None, "verdict": "undetermined", "reason": None},
                "branches": branches,
                "unexplained": 0,
                "segments": segments,
                "located": {"segments": [], "residual": None, "reason": "nothing_stands_out", "left_out": []},
                "events": [],
                "robustness": {"verdict": "undetermined", "checks": []},
                "sentence": self._sentence(name, node, branches),
            }
        )

    def screen(self, *, weights: Mapping[str, float] | None = None) -> Screening:
        """Nothing is on trial: the state that the demo does not show."""
        raise NoCandidatesError("the project has no candidates to screen", hint="write candidates.yml")

    def guard(self, *, at: date | None = None) -> Guard:
        """Nothing is guarded: the state that the demo does not show."""
        return Guard((), (), ())

    def explain_all(self, *, at: date | None = None, grain: Grain | None = None) -> Made:
        """Nothing moved: the states that the demo does not show."""
        grain = grain or Grain.WEEK
        at = at or self._last_complete(grain)
        said = {"en": "Nothing moved beyond noise.", "zh": "没有指标超出正常波动。"}
        return Made(
            {
                "grain": grain.value,
                "period": at.isoformat(),
                "versus": self.project.calendar.shift(at, grain, -1).isoformat(),
                "moved": [],
                "within_noise": [name for name in self.rows if name not in self.undetermined],
                "undetermined": [{"metric": name, "reason": why.value} for name, why in self.undetermined.items()],
                "sentence": said,
            }
        )

    def _sentence(self, name: str, node: dict[str, Any], branches: list[dict[str, Any]]) -> dict[str, str]:
        label, change, before = self.project.metrics[name].label, node["change"], node["previous"]
        exact = sorted((b for b in branches if b["contribution"]), key=lambda b: b["contribution"])
        if not change or not exact:
            return {"en": f"{label.en}: no drivers to explain it by.", "zh": f"{label.zh}：没有可用于解释的驱动。"}
        low, top = (self.project.metrics[b["metric"]].label for b in (exact[0], exact[-1]))
        return {
            "en": f"{label.en} changed by {change:+,.0f} ({change / before:+.1%}) on the week before; {top.en} added most, {low.en} took most away.",
            "zh": f"{label.zh}较上一周变化 {change:+,.0f}（{change / before:+.1%}），{top.zh}贡献最大，{low.zh}拖累最多。",
        }

    def query(
        self,
        metrics: str | Sequence[str],
        *,
        limits: Limits | None = None,
        by: Sequence[str] = (),
        where: str | None = None,
        grain: Grain | None = None,
        start: date | None = None,
        end: date | None = None,
    ) -> Made | list[Made]:
        asked = [metrics] if isinstance(metrics, str) else list(metrics)
        answers = [self._answer(name, grain or Grain.WEEK, start, end) for name in asked]
        return answers[0] if isinstance(metrics, str) else answers

    def _answer(self, name: str, grain: Grain, start: date | None, end: date | None) -> Made:
        rows = [
            {
                "period": o.period.isoformat(),
                "segment": {},
                "value": None if isinstance(o.value, Undetermined) else o.value,
                "reason": o.value.reason.value if isinstance(o.value, Undetermined) else None,
                "numerator": o.numerator,
                "denominator": o.denominator,
                "n": o.n,
                "complete": o.complete,
            }
            for o in self.series([name], grain, start, end)[name]
        ]
        return Made({"metric": name, "grain": grain.value, "rows": rows})

    def _node(self, name: str, at: date, versus: date, grain: Grain) -> dict[str, Any]:
        metric = self.project.metrics[name]
        now, before = self._observation(name, grain, at), self._observation(name, grain, versus)
        value, previous = _plain(now), _plain(before)
        return {
            "metric": name,
            "label": metric.label.as_dict(),
            "role": metric.role.value,
            "owner": metric.owner,
            "value": value,
            "reason": self.undetermined[name].value if name in self.undetermined else None,
            "previous": previous,
            "change": value - previous if value is not None and previous is not None else None,
            "status": STATUS.get(name, "none"),
            "complete": now.complete,
            "draft": False,
        }

    @staticmethod
    def _edge(edge: Edge, contribution: float | None, change: float | None) -> dict[str, Any]:
        known = contribution is not None
        return {
            "parent": edge.parent,
            "child": edge.child,
            "kind": edge.kind.value,
            "contribution": contribution,
            "share": contribution / change if known and change else None,
            "interval": None,
            "reason": None if known else "not_estimated",
            "planned": False,
        }

    def _observation(self, name: str, grain: Grain, start: date) -> Observation:
        value: float | Undetermined = self._value(name, start)
        if name in self.undetermined:
            value = Undetermined(self.undetermined[name])
        complete = self.project.calendar.period(start, grain).last_day <= LAST_DAY
        return Observation(name, "fake", grain, start, TOTAL, value, None, None, None, None, complete, COMPUTED_AT)

    def _value(self, name: str, start: date) -> float:
        drivers = DRIVERS.get(name)
        if drivers and drivers.identity is not None:
            made = evaluate(drivers.identity, {part: self._value(part, start) for part in names_in(drivers.identity)})
            assert made is not None
            return made
        row = self.rows[name]
        weeks = 0.0 if name in self.still else (start - date(2026, 11, 16)).days / 7
        wobble = math.sin(weeks * 2.3 + len(name)) * 0.6 + math.sin(weeks * 0.9 + len(name) * 2) * 0.5
        dip = -0.06 if name == "reactivation_rate" and weeks >= 0 else 0.0
        value = self.factors.get(name, 1.0) * row.level * math.exp(row.weekly * weeks + row.noise * wobble + dip)
        return value if row.unit in {"share", "tracks"} else float(round(value))

    def _branches(self, root: str, at: date, versus: date, grain: Grain) -> list[dict[str, Any]]:
        now, before = self._value(root, at), self._value(root, versus)
        return self._below(root, 1.0, now - before, at, versus) if now != before else []

    def _below(self, parent: str, scale: float, total: float, at: date, versus: date) -> list[dict[str, Any]]:
        drivers = DRIVERS.get(parent)
        found: list[dict[str, Any]] = []
        if drivers is None:
            return found
        for child, amount in self._split(drivers.identity, at, versus) if drivers.identity is not None else ():
            found.append(_branch(child, parent, EdgeKind.IDENTITY, amount * scale, total))
            own = self._value(child, at) - self._value(child, versus)
            found += self._below(child, amount * scale / own if own else 0.0, total, at, versus)
        for influence in drivers.influences:
            found.append(_branch(influence.metric, parent, EdgeKind.INFLUENCE, None, total))
            found += self._below(influence.metric, 0.0, total, at, versus)
        return found

    def _split(self, identity: Formula, at: date, versus: date) -> list[tuple[str, float]]:
        """What each name of a sum, or of a product of two, added."""
        names = names_in(identity)
        after, before = {n: self._value(n, at) for n in names}, {n: self._value(n, versus) for n in names}
        if isinstance(identity, Operation) and identity.operator == "*" and isinstance(identity.left, Name):
            left, right = names
            return [
                (left, (after[left] - before[left]) * (after[right] + before[right]) / 2),
                (right, (after[right] - before[right]) * (after[left] + before[left]) / 2),
            ]
        return [(name, after[name] - before[name]) for name in names]

    def _check_period(self, at: date) -> None:
        if not FIRST_DAY <= at <= LAST_DAY:
            raise QueryError(f"the data have no week that begins on {at}", hint=f"they begin on {FIRST_DAY}")

    def _last_complete(self, grain: Grain) -> date:
        return max(o.period for o in self.series([STAR], grain)[STAR] if o.complete)


def _branch(metric: str, parent: str, kind: EdgeKind, contribution: float | None, total: float) -> dict[str, Any]:
    share = contribution / total if contribution is not None and total else None
    return {
        "metric": metric,
        "parent": parent,
        "kind": kind.value,
        "contribution": contribution,
        "share": share,
        "interval": None,
    }


def _plain(observation: Observation) -> float | None:
    return None if isinstance(observation.value, Undetermined) else observation.value

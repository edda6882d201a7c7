"""A workspace made of formulas: the music app of the seed article, for the states that real data rarely show.

Every parent follows its identity exactly, so contributions must add up here as well.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from beichen.domain.formula import Formula, Name, Operation, evaluate, names_in, parse_formula
from beichen.domain.goal import KeyResult, Objective
from beichen.domain.metric import (
    Agg,
    Benchmark,
    Days,
    Derived,
    Good,
    Lifecycle,
    Measure,
    Metric,
    Ratio,
    Retention,
    Role,
    Simple,
    Spec,
    State,
    Threshold,
)
from beichen.domain.observation import TOTAL, Observation, Reason, Undetermined
from beichen.domain.project import Person, Project, Team
from beichen.domain.text import Text
from beichen.domain.time import Calendar, Grain
from beichen.domain.tree import Drivers, EdgeKind, Guardrail, Influence, Limit, Tree
from beichen.errors import QueryError
from beichen.faces.http.ports import Freshness
from beichen.warehouse.port import Limits

STAR = "weekly_engaged_listeners"
FIRST_DAY, LAST_DAY = date(2025, 11, 3), date(2026, 11, 24)
COMPUTED_AT = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    name: str
    zh: str
    en: str
    role: Role
    owner: str
    unit: str
    good: Good | None
    spec: Spec
    level: float
    weekly: float  # growth
    noise: float
    value: Text | None = None


def _count(expr: str | None = None, where: str | None = None) -> Simple:
    return Simple("plays", Measure(Agg.COUNT_DISTINCT if expr else Agg.COUNT, expr, where))


def _share(top: str, bottom: str) -> Ratio:
    return Ratio(top, bottom)


UP, DOWN = Good.UP, Good.DOWN
KR, INPUT, GUARD = Role.KEY_RESULT, Role.INPUT, Role.GUARDRAIL
THREE_DAYS = Threshold("plays", "listener", (("days", Measure(Agg.COUNT_DISTINCT, "local_date()")),), "days >= 3")

ROWS = (
    Row(
        STAR,
        "每周听歌超过3天的用户数",
        "Weekly listeners on 3+ days",
        Role.NORTH_STAR,
        "lin",
        "listeners",
        UP,
        THREE_DAYS,
        0,
        0,
        0,
        Text("Listeners come back because the music fits their day.", "音乐融入了用户的日常,所以他们愿意一再回来。"),
    ),
    Row(
        "active_listeners",
        "周活跃听众",
        "Weekly active listeners",
        KR,
        "chen",
        "listeners",
        UP,
        _count("user_id"),
        0,
        0,
        0,
    ),
    Row(
        "engaged_share",
        "高频听众占比",
        "Engaged share",
        KR,
        "lin",
        "share",
        UP,
        _share(STAR, "active_listeners"),
        0.2648,
        0.0004,
        0.004,
    ),
    Row(
        "new_listeners",
        "新增听众",
        "New listeners",
        INPUT,
        "maya",
        "listeners",
        UP,
        Lifecycle("active_listeners", State.NEW),
        0,
        0,
        0,
    ),
    Row(
        "retained_listeners",
        "留存听众",
        "Retained listeners",
        INPUT,
        "chen",
        "listeners",
        UP,
        Lifecycle("active_listeners", State.RETAINED),
        0,
        0,
        0,
    ),
    Row(
        "resurrected_listeners",
        "回流听众",
        "Resurrected listeners",
        INPUT,
        "ivan",
        "listeners",
        UP,
        Lifecycle("active_listeners", State.RESURRECTED),
        0,
        0,
        0,
    ),
    Row(
        "sign_ups",
        "注册数",
        "Sign-ups",
        INPUT,
        "maya",
        "listeners",
        UP,
        _count("user_id", "event = 'signup'"),
        21360,
        0.012,
        0.03,
    ),
    Row(
        "first_play_rate",
        "首播转化率",
        "First-play rate",
        INPUT,
        "zhou",
        "share",
        UP,
        _share("new_listeners", "sign_ups"),
        0.7202,
        -0.001,
        0.012,
    ),
    Row(
        "prior_listeners",
        "上周听众基数",
        "Prior-week listeners",
        INPUT,
        "chen",
        "listeners",
        UP,
        _count("user_id"),
        172400,
        0.008,
        0.004,
    ),
    Row(
        "week_retention",
        "周留存率",
        "Week retention",
        INPUT,
        "chen",
        "share",
        UP,
        _share("retained_listeners", "prior_listeners"),
        0.8178,
        0.0002,
        0.004,
    ),
    Row(
        "dormant_listeners",
        "沉睡听众",
        "Dormant listeners",
        INPUT,
        "ivan",
        "listeners",
        DOWN,
        _count("user_id"),
        1092100,
        0.006,
        0.003,
    ),
    Row(
        "reactivation_rate",
        "唤醒率",
        "Reactivation rate",
        INPUT,
        "ivan",
        "share",
        UP,
        _share("resurrected_listeners", "dormant_listeners"),
        0.0226,
        -0.009,
        0.04,
    ),
    Row(
        "new_listener_w1_retention",
        "新用户次周留存率",
        "New-listener week-1 retention",
        KR,
        "zhou",
        "share",
        UP,
        Retention("plays", "listener", Days(7, 14)),
        0.172,
        -0.002,
        0.015,
    ),
    Row(
        "playlist_creation_rate",
        "创建歌单用户占比",
        "Playlist creation rate",
        KR,
        "su",
        "share",
        UP,
        _share("playlist_creators", "active_listeners"),
        0.055,
        0.003,
        0.02,
    ),
    Row(
        "tracks_per_listener",
        "人均播放曲目",
        "Tracks per listener",
        INPUT,
        "su",
        "tracks",
        UP,
        Derived(parse_formula("plays / active_listeners")),
        38.4,
        0.002,
        0.012,
    ),
    Row(
        "search_success",
        "搜索成功率",
        "Search success rate",
        INPUT,
        "zhou",
        "share",
        UP,
        _share("plays", "searches"),
        0.641,
        0.001,
        0.008,
    ),
    Row(
        "negative_feedback_rate",
        "负面反馈率",
        "Negative feedback rate",
        GUARD,
        "qiao",
        "share",
        DOWN,
        _share("dislikes", "plays"),
        0.0074,
        0.002,
        0.02,
    ),
    Row(
        "crash_rate",
        "崩溃会话率",
        "Crashed sessions",
        GUARD,
        "leo",
        "share",
        DOWN,
        _share("crashes", "sessions"),
        0.0121,
        0.004,
        0.03,
    ),
    Row(
        "unsubscribe_rate",
        "推送退订率",
        "Push unsubscribe rate",
        GUARD,
        "maya",
        "share",
        DOWN,
        _share("unsubscribes", "pushes"),
        0.0031,
        -0.003,
        0.03,
    ),
    Row(
        "subscription_revenue",
        "订阅收入",
        "Subscription revenue",
        Role.OUTCOME,
        "fang",
        "CNY",
        UP,
        Simple("payments", Measure(Agg.SUM, "amount")),
        1284300,
        0.009,
        0.012,
    ),
    Row("plays", "播放次数", "Plays", INPUT, "su", "plays", UP, _count(), 6_620_000, 0.01, 0.01),
)

DRIVERS = {
    STAR: Drivers(parse_formula("active_listeners * engaged_share")),
    "active_listeners": Drivers(parse_formula("new_listeners + retained_listeners + resurrected_listeners")),
    "new_listeners": Drivers(parse_formula("sign_ups * first_play_rate")),
    "retained_listeners": Drivers(parse_formula("prior_listeners * week_retention")),
    "resurrected_listeners": Drivers(parse_formula("dormant_listeners * reactivation_rate")),
    "engaged_share": Drivers(
        influences=(
            Influence(
                "playlist_creation_rate",
                Text("a list of their own is a reason to return", "拥有自己的歌单,就有回来的理由"),
            ),
            Influence("new_listener_w1_retention"),
            Influence("tracks_per_listener"),
        )
    ),
    "first_play_rate": Drivers(influences=(Influence("search_success"),)),
}

STATUS = {
    STAR: "risk",
    "active_listeners": "ok",
    "engaged_share": "risk",
    "new_listener_w1_retention": "off",
    "playlist_creation_rate": "ok",
    "negative_feedback_rate": "ok",
    "crash_rate": "off",
    "unsubscribe_rate": "ok",
}

PEOPLE = {
    "lin": ("林晓", "growth"),
    "chen": ("陈默", "growth"),
    "maya": ("Maya", "growth"),
    "ivan": ("Ivan", "growth"),
    "zhou": ("周宁", "product"),
    "su": ("苏禾", "content"),
    "qiao": ("乔安", "support"),
    "leo": ("Leo", "product"),
    "fang": ("方岚", "finance"),
}
TEAMS = {
    "growth": ("Growth", "增长"),
    "product": ("Product", "产品"),
    "content": ("Content", "内容"),
    "support": ("Support", "客服"),
    "finance": ("Finance", "财务"),
}


def _limit(text: str, value: float) -> Limit:
    return Limit("<", value, text)


def make_project() -> Project:
    """The music app."""
    metrics = {
        row.name: Metric(
            row.name,
            row.spec,
            Text(row.en, row.zh),
            row.role,
            Grain.WEEK,
            row.owner,
            row.value,
            row.unit,
            row.good,
            Benchmark(0.25, "seed article, example", "active_listeners") if row.name == STAR else None,
        )
        for row in ROWS
    }
    guardrails = (
        Guardrail("negative_feedback_rate", STAR, _limit("< 0.8%", 0.008)),
        Guardrail("crash_rate", STAR, _limit("< 1%", 0.01)),
        Guardrail("unsubscribe_rate", "active_listeners", _limit("< 0.5%", 0.005)),
    )
    habit = Objective(
        "habit",
        Text("Make listening a habit", "让听歌成为习惯"),
        "lin",
        date(2026, 10, 1),
        date(2026, 12, 31),
        (
            KeyResult(STAR, "lin", 47000, 59000),
            KeyResult("playlist_creation_rate", "su", 0.05, 0.056),
            KeyResult("new_listener_w1_retention", "zhou", 0.165, 0.19),
            KeyResult("negative_feedback_rate", "qiao", keep=_limit("< 0.8%", 0.008)),
        ),
    )
    return Project(
        folder=Path("/nowhere/lumen"),
        name="Lumen Music",
        calendar=Calendar("Asia/Shanghai"),
        locale="zh",
        warehouse="duckdb",
        dialect="duckdb",
        teams={key: Team(key, Text(en, zh)) for key, (en, zh) in TEAMS.items()},
        people={key: Person(key, name, team) for key, (name, team) in PEOPLE.items()},
        metrics=metrics,
        tree=Tree(STAR, DRIVERS, guardrails, ("subscription_revenue",)),
        objectives=(habit,),
    )


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
        self.factors: dict[str, float] = {}
        self.stored = 1

    def lift(self, metric: str, factor: float) -> None:
        """Store other observations of a metric, as a refresh would."""
        self.factors[metric] = factor
        self.stored += 1

    def version(self) -> int:
        return self.stored

    def freshness(self) -> Freshness:
        return Freshness(LAST_DAY, COMPUTED_AT)

    def series(
        self, metrics: Sequence[str], grain: Grain, start: date | None = None, end: date | None = None
    ) -> Mapping[str, Sequence[Observation]]:
        periods = self.project.calendar.periods(max(start or FIRST_DAY, FIRST_DAY), LAST_DAY, grain)
        chosen = [period for period in periods if end is None or period.start < end]
        return {name: [self._observation(name, grain, period.start) for period in chosen] for name in metrics}

    def tree(self, *, at: date | None = None, versus: date | None = None, grain: Grain | None = None) -> Made:
        grain = grain or Grain.WEEK
        at = at or self._last_complete(grain)
        self._check_period(at)
        versus = versus or self.project.calendar.shift(at, grain, -1)
        tree = self.project.tree
        assert tree is not None
        names = [*tree.nodes_below(STAR), *(g.metric for g in tree.guardrails), *tree.outcomes]
        added = {(b["parent"], b["metric"]): b["contribution"] for b in self._branches(STAR, at, versus, grain)}
        edges = [
            {"parent": e.parent, "child": e.child, "kind": e.kind.value, "contribution": added.get((e.parent, e.child))}
            for e in tree.below(STAR)
        ]
        nodes = [self._node(name, at, versus, grain) for name in names]
        return Made(
            {
                "north_star": STAR,
                "grain": grain.value,
                "period": at.isoformat(),
                "versus": versus.isoformat(),
                "nodes": nodes,
                "edges": edges,
                "unexplained": 0,
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
                "events": [],
                "sentence": self._sentence(name, node, branches),
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
            "previous": previous,
            "change": value - previous if value is not None and previous is not None else None,
            "status": STATUS.get(name, "none"),
            "complete": now.complete,
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

"""The music app of the seed article as a project made of values: its metrics, tree, people and goals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from beichen.domain.formula import parse_formula
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
from beichen.domain.project import Person, Project, Team
from beichen.domain.text import Text
from beichen.domain.time import Calendar, Grain
from beichen.domain.tree import Drivers, Guardrail, Influence, Limit, Tree

STAR = "weekly_engaged_listeners"


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

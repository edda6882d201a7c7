"""A little of everything that a state store holds: saved when a schema is frozen, expected of every later Beichen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from beichen.domain.annotation import Annotation, Note
from beichen.domain.episode import Episode, RuleKind, Trade
from beichen.domain.event import Event
from beichen.domain.finding import Finding, Severity
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.pace import Projection
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.errors import Where
from beichen.state.definitions import Definition
from beichen.state.edits import Edit, EditedFile
from beichen.state.episodes import Guarded
from beichen.state.events import EventSource, KeptEvent
from beichen.state.explained import ExplainedPart, PartKey
from beichen.state.open import State
from beichen.state.paces import KeptPace
from beichen.state.refreshes import Refresh
from beichen.state.upgrade import HEAD

from .build import MONDAY, NEXT_MONDAY, REVENUE, THIRD_MONDAY, WAU, WAU_BY_CITY, computed, observe

OLD, NEW = (
    Definition("weekly_active", "h0", "count"),
    Definition("weekly_active", "h1", "count distinct listener -- 活跃用户"),
)
OTHER = Definition("revenue", "h2", "sum(amount) filter (where it's paid)")
FIRST_DAY, SECOND_DAY = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 2, 3, 4, 5, 678, tzinfo=UTC)

TOTALS = [
    observe(WAU, MONDAY, 41_000, n=41_000),
    observe(WAU, NEXT_MONDAY, Undetermined(Reason.PART_UNDETERMINED, "听众")),
    observe(WAU, THIRD_MONDAY, 0, complete=False),
]
MONEY = [
    observe(REVENUE, MONDAY, 0.1 + 0.2, numerator=2**70, denominator=-(2**53) - 1, n=3, sum_squares=12.25),
    observe(REVENUE, NEXT_MONDAY, 1.0, numerator=1, denominator=1.0),
]
CITIES = [
    observe(WAU_BY_CITY, MONDAY, n, (("city", city),))
    for n, city in enumerate(["上海", None, "", 'it\'s "🎧"', "a\\b\nc"])
]
BROKEN = Finding(
    "identity-broken", Severity.ERROR, Text("it's off", "不相等"), Text("look", "请检查"), Where("tree.yml", 12)
)
PLAIN = Finding("note", Severity.NOTE, Text("a", "甲"))
PACES = [
    KeptPace(
        "revenue", "h2", "v1", SECOND_DAY, Projection(Grain.WEEK, MONDAY, MONDAY, 0.1 + 0.2, 2.5, 2, 3.25, periods=6)
    ),
    KeptPace("weekly_active", "h1", "plays@7", SECOND_DAY, Undetermined(Reason.TOO_SHORT, "5 of 6")),
]
NOTES = [
    Annotation(1, Note("新版首页上线", MONDAY, MONDAY, "weekly_active", "lin"), 1, FIRST_DAY, FIRST_DAY),
    Annotation(2, Note('an "outage" 🎧', MONDAY, NEXT_MONDAY), 1, SECOND_DAY, SECOND_DAY),
]
EDITS = [
    Edit(
        "k1",
        FIRST_DAY,
        Text("New metric", "新建指标"),
        (EditedFile("metrics/a.yml", None, "t1", None, "metrics: 指标"),),
    ),
    Edit(
        "k2",
        SECOND_DAY,
        Text.same("import"),
        (EditedFile("metrics/a.yml", "t1", "t2", "a", "b"), EditedFile("data/a.csv", None, "t3")),
        "lin",
    ),
]
EXPLAINED = ExplainedPart(
    PartKey("located", "revenue", Grain.WEEK, NEXT_MONDAY, MONDAY),
    "h2@v1",
    SECOND_DAY,
    {"segments": [{"segment": {"city": "上海"}, "contribution": 0.1 + 0.2}], "reason": None},
)
EPISODES = [
    Episode(
        "complaints",
        "weekly_active",
        RuleKind.CONDITION,
        Grain.WEEK,
        MONDAY,
        NEXT_MONDAY,
        THIRD_MONDAY,
        Trade("weekly_active", 1200.0, "complaints", 340.5, 90.0, 2, {"city": "上海", "device": None}),
    ),
    Episode("complaints", "weekly_active", RuleKind.CONDITION, Grain.WEEK, THIRD_MONDAY, THIRD_MONDAY, None, None),
]
LOOKS = {("revenue", MONDAY): 1, ("weekly_active", MONDAY): 12, ("weekly_active", NEXT_MONDAY): 3}
POSTED = Event(
    "deploy-7",
    Text("App 7 🎧", "App 7 发布"),
    "release",
    MONDAY,
    MONDAY,
    ("weekly_active",),
    (("city", ("上海", None)),),
    "https://example.com/7",
    "lin",
)
FAULT = Event("clock", Text("no rows", "没有数据"), "data_quality", MONDAY, NEXT_MONDAY)
EVENTS = [
    KeptEvent(2, FAULT, EventSource.CHECK, "plays", SECOND_DAY, SECOND_DAY),
    KeptEvent(1, POSTED, EventSource.POSTED, "", FIRST_DAY, FIRST_DAY),
]
REFRESH = Refresh(FIRST_DAY, SECOND_DAY, 30, 170)


def save_sample(state: State) -> None:
    state.definitions.save_definitions([OLD], at=FIRST_DAY)
    state.definitions.save_definitions([NEW, OTHER], at=SECOND_DAY)
    slices = [(computed(WAU, "plays@7"), TOTALS), (computed(REVENUE), MONEY), (computed(WAU_BY_CITY), CITIES)]
    state.observations.save_slices(slices)
    state.findings.replace("refresh", [BROKEN, PLAIN])
    state.refreshes.save_refresh(REFRESH)
    state.paces.replace(PACES)
    state.explained.save([EXPLAINED])
    state.episodes.replace(Guarded("complaints", "weekly_active", RuleKind.CONDITION), EPISODES, reaches_to=MONDAY)
    if not state.looks.read():
        state.looks.add(LOOKS)
    state.events.post(POSTED, key=POSTED.name, at=FIRST_DAY)
    state.events.replace(EventSource.CHECK, "plays", [FAULT], at=SECOND_DAY)
    if not state.annotations.page():
        for kept in NOTES:
            state.annotations.add(kept.note, at=kept.created_at)
    with state.edits.recording() as record:
        numbers = [record.add(edit) for edit in EDITS]
        record.mark_undone(numbers[1], SECOND_DAY)


def expect_sample(state: State, *, revision: str = HEAD) -> None:
    """Fail unless the store holds exactly what `save_sample` saved, as far as a schema of that age could keep it."""
    assert [
        (p.definition, p.first_saved_at, p.current_since_at) for p in state.definitions.history("weekly_active")
    ] == [
        (NEW, SECOND_DAY, SECOND_DAY),
        (OLD, FIRST_DAY, FIRST_DAY),
    ]
    assert state.definitions.read_definition("revenue", "h2") == OTHER
    assert state.observations.read_slices([WAU, REVENUE, WAU_BY_CITY]) == {
        WAU: TOTALS,
        REVENUE: MONEY,
        WAU_BY_CITY: CITIES,
    }
    money = (state.observations.read_slice(REVENUE) or [])[1]
    assert [type(part) for part in (money.value, money.numerator, money.denominator)] == [float, int, float]
    assert state.observations.stale({WAU: "plays@7", REVENUE: "v2"}) == [REVENUE]
    assert state.findings.read("refresh") == [BROKEN, PLAIN]
    assert state.refreshes.latest() == [REFRESH]
    assert state.paces.read() == ({pace.metric: pace for pace in PACES} if revision >= "0002" else {})
    assert state.annotations.page() == (NOTES[::-1] if revision >= "0003" else [])
    edits = [replace(EDITS[1], id=2, undone_at=SECOND_DAY), replace(EDITS[0], id=1)]
    assert state.edits.page() == (edits if revision >= "0004" else [])
    assert state.explained.read(EXPLAINED.key, "h2@v1") == (EXPLAINED if revision >= "0005" else None)
    assert state.episodes.read() == (EPISODES if revision >= "0007" else [])
    assert state.looks.read() == (LOOKS if revision >= "0008" else {})
    assert state.events.page() == (EVENTS if revision >= "0009" else [])
    # a schema that kept no changes still tells when each definition was first saved
    assert [(c.at, c.definition) for c in state.definitions.changes("weekly_active")] == [
        (FIRST_DAY, OLD),
        (SECOND_DAY, NEW),
    ]

from __future__ import annotations

from beichen.domain.finding import Finding, Severity
from beichen.domain.text import Text
from beichen.errors import Where
from beichen.state.open import State

BROKEN = Finding(
    "identity-broken",
    Severity.ERROR,
    Text('"new" + "old" is not "all"', "“新增”与“留存”之和不等于“活跃” 🎧\0"),
    hint=Text("look at the rows without listener", "请检查缺少用户的记录"),
    where=Where("tree.yml", 12),
)
EMPTY = Finding("empty-table", Severity.WARNING, Text.same("plays"), where=Where("sources/plays.yml"))
NOTE = Finding("note", Severity.NOTE, Text("a", "b"))


def test_findings_come_back_whole_and_in_order(state: State) -> None:
    state.findings.replace("refresh", [NOTE, BROKEN, EMPTY])

    assert state.findings.read("refresh") == [NOTE, BROKEN, EMPTY]


def test_findings_replace_those_of_their_scope_only(state: State) -> None:
    state.findings.replace("load", [EMPTY])
    state.findings.replace("refresh", [BROKEN, NOTE])
    state.findings.replace("refresh", [NOTE])

    assert state.findings.read() == [EMPTY, NOTE]

    state.findings.replace("refresh", [])

    assert state.findings.read("refresh") == []
    assert state.findings.read("load") == [EMPTY]

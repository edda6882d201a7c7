"""Events that a refresh finds: rows of the project's event tables, and days on which the data are not as usual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from beichen.domain.event import DATA_QUALITY, LONGEST_KIND, LONGEST_TEXT, Event, EventTable
from beichen.domain.finding import Finding, Severity
from beichen.domain.observation import Undetermined
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import DAY, EARLIEST, LATEST, Grain
from beichen.engine.daily import DailyRows, fetch_daily_rows
from beichen.engine.event_rows import EventRow, fetch_event_rows
from beichen.engine.run import Engine
from beichen.errors import ProjectError
from beichen.judgement.data_incidents import Run, empty_runs, lacking_runs
from beichen.state.events import EventSource
from beichen.tree.checks import broken_identities

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

MOST_ROWS = 2000
"""Events of one table that are kept: the latest ones."""


def keep_table_events(workspace: Workspace) -> list[Finding]:
    """Read the event tables and keep their events; what cannot be read, or is left out, is a finding.

    A table that cannot be read keeps the events that it told before.
    """
    project, state = workspace.project, workspace.state
    state.events.keep_origins(EventSource.TABLE, [table.name for table in project.event_tables])
    findings: list[Finding] = []
    for table in project.event_tables:
        try:
            with workspace.turn:
                rows = fetch_event_rows(workspace.engine.models[table.model], table, MOST_ROWS + 1)
        except ProjectError as error:
            findings.append(_unreadable(table, error))
            continue
        read = _Read(project, table, rows[:MOST_ROWS], more=len(rows) > MOST_ROWS)
        state.events.replace(EventSource.TABLE, table.name, read.events)
        findings += read.findings()
    return findings


def keep_data_incidents(workspace: Workspace) -> None:
    """Keep the days on which models have no rows, or far more than usual that lack an entity."""
    engine, state = workspace.engine, workspace.state
    read = dict.fromkeys(model for metric in engine.project.metrics for model in engine.project.models_of(metric))
    for name in read:
        with workspace.turn:
            found = fetch_daily_rows(engine.models[name])
        state.events.replace(EventSource.CHECK, name, list(_incidents(engine, name, found)))
    state.events.keep_origins(EventSource.CHECK, [*read, IDENTITIES])


IDENTITIES = ""
"""The origin of incidents that no model alone has."""


def keep_broken_identities(
    workspace: Workspace, grain: Grain, values: Mapping[date, Mapping[str, float | Undetermined]]
) -> None:
    """Keep the periods in which identities of the tree did not hold."""
    project = workspace.project
    events: list[Event] = []
    for parent, periods in broken_identities(project.tree, values).items() if project.tree else ():
        label = project.metrics[parent].label
        text = Text(f"The formula of {label.en} does not hold in the data", f"“{label.zh}”的公式与数据不符")
        for first, last in _joined(project, grain, periods):
            events.append(Event(f"{parent} {first}", text, DATA_QUALITY, first, last, (parent,)))
    workspace.state.events.replace(EventSource.CHECK, IDENTITIES, events)


def _joined(project: Project, grain: Grain, periods: Sequence[date]) -> Iterator[Run]:
    """Periods that follow each other as one run of days."""
    spans = [project.calendar.period(start, grain) for start in sorted(periods)]
    runs: list[Run] = []
    for span in spans:
        if runs and span.start - runs[-1][1] == DAY:
            runs[-1] = (runs[-1][0], span.last_day)
        else:
            runs.append((span.start, span.last_day))
    return iter(runs)


def _incidents(engine: Engine, model: str, found: Sequence[DailyRows]) -> Iterator[Event]:
    metrics = tuple(name for name in engine.project.metrics if model in engine.project.models_of(name))
    for first, last in empty_runs({each.day for each in found}):
        text = Text(f"No rows in {model}", f"{model} 没有数据")
        yield Event(f"{model} empty {first}", text, DATA_QUALITY, first, last, metrics)
    rows = {each.day: each.rows for each in found}
    for entity in found[0].missing if found else ():
        text = Text(
            f"Far more rows of {model} than usual have no {entity}", f"{model} 中缺少 {entity} 的行明显多于平时"
        )
        for first, last in lacking_runs(rows, {each.day: each.missing[entity] for each in found}):
            yield Event(f"{model} {entity} {first}", text, DATA_QUALITY, first, last, metrics)


class _Read:
    """The rows of a table as events, and what was left out."""

    def __init__(self, project: Project, table: EventTable, rows: Sequence[EventRow], *, more: bool) -> None:
        self._project, self._table, self._more = project, table, more
        self._rows = len(rows)
        self._left: Counter[Text] = Counter()
        self._days: Counter[date] = Counter()
        self.events = [event for row in rows if (event := self._event(row)) is not None]

    def _event(self, row: EventRow) -> Event | None:
        why = self._refuse(row)
        if why is not None:
            self._left[why] += 1
            return None
        self._days[row.begins_on] += 1
        text = (row.text or "").strip()[:LONGEST_TEXT]
        return Event(
            name=f"{self._table.name} {row.begins_on} {self._days[row.begins_on]}",
            label=Text.same(text),
            kind=(row.kind or self._table.kind).strip()[:LONGEST_KIND] or self._table.kind,
            begins_on=row.begins_on,
            ends_on=row.ends_on or row.begins_on,
            metrics=(row.metric,) if row.metric else (),
            segment=tuple(
                (dimension, (value,))
                for dimension, value in zip(self._table.segment, row.segment, strict=True)
                if value is not None
            ),
            owner=self._table.owner,
        )

    def _refuse(self, row: EventRow) -> Text | None:
        if not (row.text or "").strip():
            return _NO_TEXT
        if row.ends_on is not None and row.ends_on < row.begins_on:
            return _BACKWARDS
        if not EARLIEST <= row.begins_on <= LATEST:
            return _NO_DAY
        return _NO_METRIC if row.metric and row.metric not in self._project.metrics else None

    def findings(self) -> Iterator[Finding]:
        name, where = self._table.name, self._table.where
        if self._left:
            message = Text(
                f"event table {name!r}: {sum(self._left.values())} of {self._rows} rows are left out: "
                + ", ".join(f"{count} {why.en}" for why, count in self._left.items()),
                f"事件表 {name}：{self._rows} 行中有 {sum(self._left.values())} 行未采用："
                + "，".join(f"{count} 行{why.zh}" for why, count in self._left.items()),
            )
            yield Finding("event-rows-left-out", Severity.WARNING, message, where=where)
        if self._more:
            message = Text(
                f"event table {name!r} has more than {MOST_ROWS:,} rows: only the latest are kept",
                f"事件表 {name} 超过 {MOST_ROWS:,} 行，只保留最近的部分",
            )
            hint = Text("choose those that matter with `filter:`", "用 `filter:` 筛选出重要的事件")
            yield Finding("event-table-too-long", Severity.NOTE, message, hint, where)


_NO_TEXT = Text("without text", "没有文字")
_BACKWARDS = Text("that end before they begin", "结束早于开始")
_NO_DAY = Text("of a day that no calendar has", "日期超出范围")
_NO_METRIC = Text("of unknown metrics", "指标不存在")


def _unreadable(table: EventTable, error: ProjectError) -> Finding:
    message = Text(error.message, f"事件表 {table.name} 无法读取：{error.message}")
    hint = None if error.hint is None else Text.same(error.hint)
    return Finding("event-table-unreadable", Severity.ERROR, message, hint, table.where)

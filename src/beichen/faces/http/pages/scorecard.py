"""The scorecard: every metric on one row, judged at its own grain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from beichen.domain.metric import Good, Metric, Role
from beichen.domain.observation import Observation, Undetermined
from beichen.domain.pace import PaceVerdict
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import EARLIEST, Grain
from beichen.faces.http.pages.heading import GoalPart, PacePart
from beichen.faces.http.pages.parts import (
    Change,
    FreshnessPart,
    Number,
    Owner,
    Part,
    Reading,
    Words,
    change_between,
    grain_of,
    owner_of,
    read,
)
from beichen.faces.http.pages.periods import PeriodName, name_period
from beichen.faces.http.pages.standing import guardrail_of
from beichen.faces.http.pages.trend import number_of
from beichen.faces.http.ports import BoardWorkspace
from beichen.judgement.goals import GoalStanding, choose
from beichen.judgement.status import Status
from beichen.workspace.guarding.standing import Observed, last_closed, node_status
from beichen.workspace.pacing import PACED, Pace
from beichen.workspace.periods import Pair, choose_periods
from beichen.workspace.refreshing.observe import Wish
from beichen.workspace.refreshing.refresh import tree_metrics

SPARK_PERIODS = 26

WORST_FIRST = (Status.OFF, Status.RISK, Status.UNKNOWN, Status.OK, Status.NONE)
SHORT_FIRST = (PaceVerdict.SHORT, PaceVerdict.UNDETERMINED, PaceVerdict.ON_PACE, PaceVerdict.AHEAD)


class NamedPart(Part):
    """A team, a person or an objective, by which rows are grouped and chosen."""

    id: str
    name: Words


class SortKeys(Part):
    """By what the rows are sorted; null comes last whichever way."""

    status: int = Field(description="0 is the worst.")
    role: int = Field(description="0 is the North Star.")
    change: Number | None = Field(description="Relative to the value before, of shares too.")
    progress: Number | None
    pace: int | None = Field(description="0 falls short.")


class Held(Part):
    """In how many closed periods of its objective's days a limit held."""

    held: int
    judged: int


class ScorecardRow(Part):
    """One metric, in its own last period that had closed by the end of the page's period."""

    metric: str
    label: Words
    role: Role
    owner: Owner | None
    team: str | None = Field(description="Its owner's, by id.")
    objective: str | None = Field(description="That of `goal`, by name.")
    in_tree: bool = Field(description="A node of the tree, a guardrail or an outcome.")
    unit: str | None
    good: Good | None
    grain: Grain
    period: PeriodName | None
    versus: PeriodName | None
    reading: Reading
    change: Change
    status: Status
    limit: str | None = Field(description="Of a guardrail: the bound, as the project wrote it.")
    goal: GoalPart | None
    due: Number | None = Field(description="The share of the way that a straight path asks for, beside `progress`.")
    held: Held | None = Field(description="Of a goal that is a limit to keep.")
    pace: PacePart | None = Field(description="null where an earlier period is looked at, and for roles without one.")
    spark: list[Number | None] = Field(description="The latest values up to the period, oldest first.")
    order: SortKeys


class StatusCount(Part):
    """How many metrics stand so."""

    status: Status
    count: int


class Scorecard(Part):
    """The scorecard page: rows in the order of the project's files."""

    grain: Grain
    period: PeriodName | None = Field(description="By whose end every metric is looked at; null without a North Star.")
    versus: PeriodName | None
    counts: list[StatusCount] = Field(description="Of every status that occurs, the worst first.")
    teams: list[NamedPart] = Field(description="That own a metric, in the project's order.")
    owners: list[NamedPart]
    objectives: list[NamedPart]
    rows: list[ScorecardRow]
    freshness: FreshnessPart


def build_scorecard(
    workspace: BoardWorkspace, *, at: date | None = None, versus: date | None = None, grain: Grain | None = None
) -> Scorecard:
    """Every metric as it stood at the end of a period: `at` None is the North Star's last complete one.

    Raises:
        QueryError: a day is not the first of a period, or the data have no such period.
    """
    project = workspace.project
    looked = _Looked.at(workspace, grain_of(project, grain), at, versus)
    rows = _rows(workspace, looked)
    counted = Counter(row.status for row in rows)
    return Scorecard(
        grain=looked.grain,
        period=looked.name(looked.pair.at if looked.pair else None),
        versus=looked.name(looked.pair.versus if looked.pair else None),
        counts=[StatusCount(status=status, count=counted[status]) for status in WORST_FIRST if counted[status]],
        teams=_teams(project, rows),
        owners=_owners(project, rows),
        objectives=_objectives(project, rows),
        rows=rows,
        freshness=FreshnessPart.of(workspace.freshness()),
    )


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is looked at: a period with the one compared with, and every metric's totals at its own grain."""

    project: Project
    grain: Grain
    pair: Pair | None
    asked_versus: bool
    latest: bool  # no complete period comes after: what runs is the next one
    complete: Mapping[date, bool]
    observed: Observed
    shown: frozenset[str]  # in the tree

    @classmethod
    def at(cls, workspace: BoardWorkspace, grain: Grain, at: date | None, versus: date | None) -> _Looked:
        project, star = workspace.project, workspace.project.north_star
        periods = workspace.series([star], grain).get(star, ()) if star else ()
        pair = choose_periods(project.calendar, grain, periods, at, versus) if star else None
        closed = [observation.period for observation in periods if observation.complete]
        return cls(
            project,
            grain,
            pair,
            asked_versus=versus is not None,
            latest=pair is None or not closed or pair.at >= closed[-1],
            complete={observation.period: observation.complete for observation in periods},
            observed=_totals(workspace),
            shown=frozenset(tree_metrics(project)),
        )

    def name(self, start: date | None) -> PeriodName | None:
        if start is None:
            return None
        return name_period(self.project.calendar, self.grain, start, complete=self.complete.get(start, False))

    @property
    def by_day(self) -> date | None:
        """The day at whose end the metrics are looked at; None is each one's last complete period's."""
        return self.project.calendar.period(self.pair.at, self.grain).last_day if self.pair else None

    def own_name(self, metric: Metric, start: date | None, observed: Mapping[date, Observation]) -> PeriodName | None:
        """A period of a metric's own grain by name; None where the data have no such period."""
        if start is None or start not in observed:
            return None
        return name_period(self.project.calendar, metric.grain, start, complete=observed[start].complete)

    def compared(self, metric: Metric, period: date) -> date:
        """The period to compare with: that before, or the metric's last one by the end of the period asked for."""
        calendar = self.project.calendar
        if self.pair and self.asked_versus:
            day = calendar.period(self.pair.versus, self.grain).last_day
            found = last_closed(self.project, self.observed, metric.name, day)
            if found and found.period.start != period:
                return found.period.start
        return calendar.shift(period, metric.grain, -1)


def _totals(workspace: BoardWorkspace) -> Observed:
    """Every metric's totals at its own grain, by one question a grain."""
    metrics = workspace.project.metrics
    found: dict[Wish, Sequence[Observation]] = {}
    for grain in dict.fromkeys(metric.grain for metric in metrics.values()):
        names = [name for name, metric in metrics.items() if metric.grain is grain]
        found |= {Wish(name, grain): kept for name, kept in workspace.series(names, grain).items()}
    return found


def _rows(workspace: BoardWorkspace, looked: _Looked) -> list[ScorecardRow]:
    metrics = workspace.project.metrics
    standings = workspace.standings(list(metrics), looked.by_day)
    paced = [name for name, metric in metrics.items() if metric.role in PACED] if looked.latest else []
    paces = workspace.paces(paced)
    return [_row(looked, metric, choose(standings[name]), paces.get(name)) for name, metric in metrics.items()]


def _row(
    looked: _Looked, metric: Metric, standing: GoalStanding | None, pace: Pace | Undetermined | None
) -> ScorecardRow:
    project = looked.project
    closed = last_closed(project, looked.observed, metric.name, looked.by_day)
    observed = {o.period: o for o in looked.observed.get(Wish(metric.name, metric.grain), ())}
    period = closed.period.start if closed else None
    compared = looked.compared(metric, period) if period else None
    now, before = (_reading(observed, start) for start in (period, compared))
    by_day = looked.by_day or (closed.period.last_day if closed else EARLIEST)
    change = change_between(now, before, metric.unit, metric.good)
    status = node_status(project, looked.observed, metric.name, by_day)
    goal = GoalPart.of(project, standing) if standing else None
    pace_part = PacePart.of(project, pace) if pace else None
    return ScorecardRow(
        metric=metric.name,
        label=Words.of(metric.label),
        role=metric.role,
        owner=owner_of(project, metric),
        team=_team_of(project, metric),
        objective=standing.objective.name if standing else None,
        in_tree=metric.name in looked.shown,
        unit=metric.unit,
        good=metric.good,
        grain=metric.grain,
        period=looked.own_name(metric, period, observed),
        versus=looked.own_name(metric, compared, observed),
        reading=now,
        change=change,
        status=status,
        limit=_limit_of(project, metric),
        goal=goal,
        due=_due(standing) if standing else None,
        held=Held(held=standing.held, judged=standing.judged) if standing and standing.judged else None,
        pace=pace_part,
        spark=_spark(observed, period),
        order=_order(metric, before, change, status=status, goal=goal, pace=pace_part),
    )


def _due(standing: GoalStanding) -> Number | None:
    progress, ahead = standing.progress, standing.ahead
    return None if isinstance(progress, Undetermined) or isinstance(ahead, Undetermined) else progress - ahead


def _order(
    metric: Metric, before: Reading, change: Change, *, status: Status, goal: GoalPart | None, pace: PacePart | None
) -> SortKeys:
    return SortKeys(
        status=WORST_FIRST.index(status),
        role=list(Role).index(metric.role),
        change=change.amount / abs(before.value) if change.amount is not None and before.value else None,
        progress=goal.progress if goal else None,
        # where nothing is asked of a metric its pace is no reason to look at it first
        pace=SHORT_FIRST.index(pace.projection.verdict) if goal and pace and pace.projection else None,
    )


def _reading(observed: Mapping[date, Observation], start: date | None) -> Reading:
    return read(observed.get(start) if start else None)


def _spark(observed: Mapping[date, Observation], period: date | None) -> list[Number | None]:
    until = [number_of(observation) for start, observation in observed.items() if period and start <= period]
    return until[-SPARK_PERIODS:]


def _limit_of(project: Project, metric: Metric) -> str | None:
    guardrail = guardrail_of(project, metric.name)
    return guardrail.limit.text if guardrail and guardrail.limit else None


def _team_of(project: Project, metric: Metric) -> str | None:
    person = project.people.get(metric.owner) if metric.owner else None
    return person.team if person else None


def _teams(project: Project, rows: Sequence[ScorecardRow]) -> list[NamedPart]:
    named = {row.team for row in rows}
    return [NamedPart(id=team.id, name=Words.of(team.label)) for team in project.teams.values() if team.id in named]


def _owners(project: Project, rows: Sequence[ScorecardRow]) -> list[NamedPart]:
    named = {row.owner.id for row in rows if row.owner}
    return [
        NamedPart(id=person.id, name=Words.of(Text.same(person.name)))
        for person in project.people.values()
        if person.id in named
    ]


def _objectives(project: Project, rows: Sequence[ScorecardRow]) -> list[NamedPart]:
    named = {row.objective for row in rows}
    return [NamedPart(id=o.name, name=Words.of(o.label)) for o in project.objectives if o.name in named]

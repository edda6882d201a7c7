"""The guard page: guardrails with their trades, conflicts between teams, outcomes, and the history of episodes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import Field

from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.faces.http.pages.episodes import EpisodePart, TradePart, episode_parts, trade_part
from beichen.faces.http.pages.parts import FreshnessPart, MetricName, Number, Part, Words, name_of
from beichen.faces.http.pages.periods import PeriodName, name_period
from beichen.faces.http.ports import BoardWorkspace
from beichen.judgement.conflicts.pulling import Direction, Evidence
from beichen.judgement.guarding.firing import GuardStatus
from beichen.workspace.guarding.conflicts import Basis, Conflict, describe_conflict
from beichen.workspace.guarding.guardrails import GuardrailView
from beichen.workspace.guarding.outcomes import OutcomeStatus, OutcomeView

LATEST_FIRST = 50
"""Episodes of one page, at most: the latest."""


class GuardrailRow(Part):
    """One guardrail: quiet, firing or undetermined."""

    metric: MetricName
    watches: MetricName
    rule: Words = Field(description="On what it fires.")
    status: GuardStatus
    since: PeriodName | None
    reason: Words | None = Field(description="Why it is undetermined.")
    trade: TradePart | None


class ConflictRow(Part):
    """Two teams' metrics of which one's good is the other's bad; an association is no cause."""

    a: MetricName
    b: MetricName
    teams: list[str] = Field(description="Of a and b, by id: a team's, or the owner's who has none.")
    good_a: int = Field(description="The way that is good for a: 1 up, -1 down.")
    good_b: int
    direction: Direction
    lag: int = Field(description="Periods by which b follows a; negative the other way round.")
    strength: Number = Field(description="-1 to 0.")
    low: Number
    high: Number
    evidence: Evidence
    basis: list[Basis]
    periods: int
    talk: Words = Field(description="Who should talk to whom, about what.")


class TeamName(Part):
    """A team of the matrix."""

    id: str
    name: Words


class OutcomeRow(Part):
    """How one outcome follows the North Star."""

    metric: MetricName
    status: OutcomeStatus
    since: PeriodName | None
    elasticity: Number | None = Field(description="Percent of the outcome for one percent of the North Star.")
    low: Number | None
    high: Number | None
    lead: int | None = Field(description="Periods by which the North Star is ahead.")
    periods: int | None
    grain: Grain
    reason: Words


class GuardPage(Part):
    """Everything that the guard page shows."""

    period: PeriodName | None = Field(
        description="The North Star's, at whose end all is looked at; null for the latest."
    )
    grain: Grain
    guardrails: list[GuardrailRow]
    conflicts: list[ConflictRow]
    teams: list[TeamName] = Field(
        description="The rows and columns of the matrix: all of the project, and who has none."
    )
    outcomes: list[OutcomeRow]
    episodes: list[EpisodePart] = Field(description="The latest first.")
    freshness: FreshnessPart


def build_guard_page(workspace: BoardWorkspace, *, at: date | None = None) -> GuardPage:
    """What guards the North Star, at the end of the period that begins on `at`; None is the latest.

    Raises:
        QueryError: the day is not the first of a period, or the data have no such period.
    """
    project = workspace.project
    found = workspace.guard(at=at)
    star = project.north_star
    grain = project.metrics[star].grain if star else Grain.WEEK
    return GuardPage(
        period=name_period(project.calendar, grain, at, complete=True) if at else None,
        grain=grain,
        guardrails=[_guardrail(project, view) for view in found.guardrails],
        conflicts=[_conflict(project, conflict) for conflict in found.conflicts],
        teams=_teams(project, found.conflicts),
        outcomes=[_outcome(project, view) for view in found.outcomes],
        episodes=episode_parts(project, workspace.state.episodes.read())[:LATEST_FIRST],
        freshness=FreshnessPart.of(workspace.freshness()),
    )


def _guardrail(project: Project, view: GuardrailView) -> GuardrailRow:
    guardrail = view.guardrail
    return GuardrailRow(
        metric=name_of(project, guardrail.metric),
        watches=name_of(project, guardrail.watches),
        rule=Words.of(_rule(view)),
        status=view.status,
        since=name_period(project.calendar, view.grain, view.since, complete=True) if view.since else None,
        reason=Words.of(view.reason.text) if view.reason else None,
        trade=trade_part(project, view.trade),
    )


def _rule(view: GuardrailView) -> Text:
    limit, when = view.guardrail.limit, view.guardrail.when
    said = [Text(f"limit {limit.text}", f"限值 {limit.text}")] if limit else []
    if when is not None:
        up = Text("up", "上升") if when.value == "up" else Text("down", "下降")
        said.append(Text(f"{up.en} while what it watches is up", f"守护对象向好时自身{up.zh}"))
    return Text("; ".join(text.en for text in said) or "no rule", "；".join(text.zh for text in said) or "没有规则")


def _conflict(project: Project, conflict: Conflict) -> ConflictRow:
    return ConflictRow(
        a=name_of(project, conflict.a.metric),
        b=name_of(project, conflict.b.metric),
        teams=[conflict.a.team, conflict.b.team],
        good_a=conflict.a.good,
        good_b=conflict.b.good,
        direction=conflict.direction,
        lag=conflict.lag,
        strength=conflict.strength,
        low=conflict.low,
        high=conflict.high,
        evidence=conflict.evidence,
        basis=list(conflict.basis),
        periods=conflict.periods,
        talk=Words.of(describe_conflict(project, conflict)),
    )


def _teams(project: Project, conflicts: Sequence[Conflict]) -> list[TeamName]:
    teams = {team.id: Words.of(team.label) for team in project.teams.values()}
    for stake in (stake for conflict in conflicts for stake in (conflict.a, conflict.b)):
        person = project.people.get(stake.team)
        teams.setdefault(stake.team, Words.of(Text.same(person.name if person else stake.team)))
    return [TeamName(id=name, name=words) for name, words in teams.items()]


def _outcome(project: Project, view: OutcomeView) -> OutcomeRow:
    following = view.following
    return OutcomeRow(
        metric=name_of(project, view.metric),
        status=view.status,
        since=name_period(project.calendar, view.grain, view.since, complete=True) if view.since else None,
        elasticity=following.elasticity if following else None,
        low=following.low if following else None,
        high=following.high if following else None,
        lead=following.lead if following else None,
        periods=following.periods if following else None,
        grain=view.grain,
        reason=Words.of(view.reason),
    )

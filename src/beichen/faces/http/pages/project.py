"""The project's card: what it is called, how it counts days, who is in it, which metrics it has."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from beichen.domain.project import Project
from beichen.domain.text import Locale
from beichen.domain.time import WEEKDAYS, Grain
from beichen.faces.http.pages.parts import FreshnessPart, MetricName, Part, Words, name_of
from beichen.faces.http.pages.periods import completeness
from beichen.faces.http.ports import BoardWorkspace
from beichen.faces.http.problems import Place, without_paths


class TeamPart(Part):
    """A team."""

    id: str
    label: Words


class PersonPart(Part):
    """A person and their team's id. Addresses stay in the project."""

    id: str
    name: str
    team: str | None


class GrainSpan(Part):
    """The periods of one grain for which the North Star has a value."""

    grain: Grain
    first: date | None
    last: date | None
    last_complete: date | None


class Trouble(Part):
    """What keeps the project's files or data from being read; what was computed before is still shown."""

    message: str
    hint: str | None
    where: Place | None


class ProjectPage(Part):
    """What every page knows about the project."""

    name: str
    locale: Locale
    timezone: str
    week_start: str
    north_star: str | None
    grain: Grain | None = Field(description="The North Star's own grain.")
    teams: list[TeamPart]
    people: list[PersonPart]
    metrics: list[MetricName]
    periods: list[GrainSpan]
    freshness: FreshnessPart
    trouble: Trouble | None = Field(description="Why the numbers cannot be brought up to date; null while they can.")


def build_project_page(workspace: BoardWorkspace) -> ProjectPage:
    """The project's card."""
    project = workspace.project
    star = project.north_star
    return ProjectPage(
        name=project.name,
        locale=project.locale,
        timezone=project.calendar.timezone,
        week_start=WEEKDAYS[project.calendar.week_start],
        north_star=star,
        grain=project.metrics[star].grain if star else None,
        teams=[TeamPart(id=team.id, label=Words.of(team.label)) for team in project.teams.values()],
        people=[PersonPart(id=person.id, name=person.name, team=person.team) for person in project.people.values()],
        metrics=[name_of(project, name) for name in _from_the_star(project)],
        periods=[_span(workspace, grain) for grain in Grain],
        freshness=FreshnessPart.of(workspace.freshness()),
        trouble=_trouble(workspace),
    )


def _trouble(workspace: BoardWorkspace) -> Trouble | None:
    error = workspace.watch.trouble
    if error is None:
        return None
    folder = workspace.project.folder
    return Trouble(
        message=without_paths(error.message, folder),
        hint=without_paths(error.hint, folder) if error.hint else None,
        where=Place(file=error.where.file, line=error.where.line) if error.where else None,
    )


def _from_the_star(project: Project) -> list[str]:
    """Every metric: first those of the tree, from the North Star down."""
    first = project.tree.nodes_below(project.tree.north_star) if project.tree else ()
    return list(dict.fromkeys([*first, *project.metrics]))


def _span(workspace: BoardWorkspace, grain: Grain) -> GrainSpan:
    flags = completeness(workspace, grain)
    closed = [start for start, complete in flags.items() if complete]
    return GrainSpan(
        grain=grain,
        first=min(flags, default=None),
        last=max(flags, default=None),
        last_complete=max(closed, default=None),
    )

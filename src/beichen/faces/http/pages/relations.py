"""Who depends on a metric, and on what it rests: parts, tree, guardrails, goals, initiatives, experiments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import Field

from beichen.domain.experiment import Experiment
from beichen.domain.initiative import Initiative
from beichen.domain.metric import parts_of
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.domain.tree import Edge, EdgeKind
from beichen.faces.http.pages.estimates import EstimatePart, estimate_part
from beichen.faces.http.pages.parts import MetricName, Number, Owner, Part, Words, name_of
from beichen.judgement.influence_sentence import Named
from beichen.workspace.explaining.influencing import estimate_dict, estimated_influences
from beichen.workspace.open import Workspace


class Link(Part):
    """An edge of the tree to another metric."""

    metric: MetricName
    kind: EdgeKind
    because: Words | None = Field(description="Of an influence: why one believes in it.")
    estimate: EstimatePart | None = Field(default=None, description="Of an influence: what its history says.")
    reason: Words | None = Field(default=None, description="Why there is no estimate.")


class Watch(Part):
    """A guardrail: of this metric, or one that this metric is."""

    metric: MetricName
    limit: str | None
    when: Literal["up", "down"] | None = Field(description="It is bad when it moves so while what it watches is up.")


class GoalFact(Part):
    """A key result that names the metric."""

    objective: Words
    owner: Owner | None
    begins_on: date
    ends_on: date
    start: Number | None
    target: Number | None
    keep: str | None


class Undertaking(Part):
    """An initiative for the metric, or an experiment that looks at it."""

    kind: Literal["initiative", "experiment"]
    name: str
    label: Words
    owner: str = Field(description="The name of the person.")
    begins_on: date
    ends_on: date | None


class Relations(Part):
    """What a metric is made of, and what is made of it."""

    made_of: list[MetricName] = Field(description="The metrics in its definition.")
    part_of: list[MetricName] = Field(description="The metrics whose definitions name it.")
    drives: list[Link] = Field(description="Its parents in the tree.")
    driven_by: list[Link]
    guarded_by: list[Watch] = Field(description="The guardrails that watch it.")
    guards: list[Watch] = Field(description="The metrics that it watches as a guardrail.")
    goals: list[GoalFact]
    undertakings: list[Undertaking] = Field(description="The latest first.")
    candidate: bool = Field(description="On trial for North Star.")


def relations_of(workspace: Workspace, name: str, grain: Grain, shown: date | None) -> Relations:
    """Everything in the project's files that names the metric; of influences, what the periods of a grain say."""
    project = workspace.project
    metrics, estimates = project.metrics, _Estimates(workspace, grain, shown)
    return Relations(
        made_of=[name_of(project, part) for part in parts_of(metrics[name].spec)],
        part_of=[name_of(project, other) for other in metrics if name in parts_of(metrics[other].spec)],
        drives=_parents(project, name, estimates),
        driven_by=_children(project, name, estimates),
        guarded_by=[watch for watched, watch in _watches(project) if watched == name],
        guards=_guarding(project, name),
        goals=_goals(project, name),
        undertakings=_undertakings(project, name),
        candidate=project.candidates is not None and name in project.candidates.metrics,
    )


@dataclass(frozen=True, slots=True)
class _Estimates:
    """What the history says of influences."""

    workspace: Workspace
    grain: Grain
    shown: date | None

    def link(self, edge: Edge, *, to: str) -> Link:
        """An edge as a link to its other end."""
        project = self.workspace.project
        because = _because(project, edge.parent, edge.child)
        found = self._found(edge)
        return Link(
            metric=name_of(project, to),
            kind=edge.kind,
            because=because,
            estimate=found if isinstance(found, EstimatePart) else None,
            reason=found if isinstance(found, Words) else None,
        )

    def _found(self, edge: Edge) -> EstimatePart | Words | None:
        if edge.kind is not EdgeKind.INFLUENCE:
            return None
        estimates = estimated_influences(self.workspace, [edge.parent], self.grain)
        found = estimates.get((edge.parent, edge.child), Undetermined(Reason.NOT_ESTIMATED))
        if isinstance(found, Undetermined):
            return Words.of(found.reason.text)
        told = estimate_dict(found)
        assert told is not None
        metrics = self.workspace.project.metrics
        driver, parent = metrics[edge.child], metrics[edge.parent]
        return estimate_part(
            told,
            self.grain,
            driver=Named(driver.label, driver.unit, self._value(edge.child)),
            parent=Named(parent.label, parent.unit),
        )

    def _value(self, metric: str) -> float | None:
        if self.shown is None:
            return None
        until = self.workspace.project.calendar.shift(self.shown, self.grain, 1)
        observed = self.workspace.series([metric], self.grain, self.shown, until)[metric]
        return next((float(o.value) for o in observed if not isinstance(o.value, Undetermined)), None)


def _children(project: Project, name: str, estimates: _Estimates) -> list[Link]:
    if project.tree is None:
        return []
    edges = project.tree.edges_of(name)
    return [estimates.link(edge, to=edge.child) for edge in edges if edge.child in project.metrics]


def _parents(project: Project, name: str, estimates: _Estimates) -> list[Link]:
    tree = project.tree
    if tree is None:
        return []
    edges = [edge for parent in tree.drivers for edge in tree.edges_of(parent) if edge.child == name]
    return [estimates.link(edge, to=edge.parent) for edge in edges if edge.parent in project.metrics]


def _because(project: Project, parent: str, child: str) -> Words | None:
    drivers = project.tree.drivers.get(parent) if project.tree else None
    influences = drivers.influences if drivers else ()
    found = next((influence.because for influence in influences if influence.metric == child), None)
    return Words.of(found) if found else None


def _watches(project: Project) -> list[tuple[str, Watch]]:
    """Every guardrail, under the metric that it watches."""
    guardrails = project.tree.guardrails if project.tree else ()
    return [
        (
            guardrail.watches,
            Watch(
                metric=name_of(project, guardrail.metric),
                limit=guardrail.limit.text if guardrail.limit else None,
                when=guardrail.when.value if guardrail.when else None,
            ),
        )
        for guardrail in guardrails
        if guardrail.metric in project.metrics
    ]


def _guarding(project: Project, name: str) -> list[Watch]:
    return [
        Watch(metric=name_of(project, watched), limit=watch.limit, when=watch.when)
        for watched, watch in _watches(project)
        if watch.metric.metric == name and watched in project.metrics
    ]


def _goals(project: Project, name: str) -> list[GoalFact]:
    found = [(o, k) for o in project.objectives for k in o.key_results if k.metric == name]
    return [
        GoalFact(
            objective=Words.of(objective.label),
            owner=_person(project, key_result.owner),
            begins_on=objective.begins_on,
            ends_on=objective.ends_on,
            start=key_result.start,
            target=key_result.target,
            keep=key_result.keep.text if key_result.keep else None,
        )
        for objective, key_result in sorted(found, key=lambda pair: pair[0].ends_on, reverse=True)
    ]


def _undertakings(project: Project, name: str) -> list[Undertaking]:
    done = [initiative for initiative in project.initiatives if name in initiative.metrics]
    tested = [test for test in project.experiments if name in (test.primary, *test.secondary, *test.guardrails)]
    both: list[Initiative | Experiment] = [*done, *tested]
    found = [
        Undertaking(
            kind="initiative" if isinstance(undertaken, Initiative) else "experiment",
            name=undertaken.name,
            label=Words.of(undertaken.label),
            owner=_name(project, undertaken.owner),
            begins_on=undertaken.begins_on,
            ends_on=undertaken.ends_on,
        )
        for undertaken in both
    ]
    return sorted(found, key=lambda undertaking: undertaking.begins_on, reverse=True)


def _person(project: Project, person: str) -> Owner | None:
    found = project.people.get(person)
    return Owner(id=found.id, name=found.name, team=None) if found else None


def _name(project: Project, person: str) -> str:
    found = project.people.get(person)
    return found.name if found else person

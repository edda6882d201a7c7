"""Names: what a project's files may refer to, and an error for each reference to something that is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from beichen.domain.model import Dimension, Model
from beichen.domain.project import Person, Team
from beichen.errors import Where, did_you_mean
from beichen.project.problems import Problems

if TYPE_CHECKING:
    from beichen.project.kinds.base import MetricShape
    from beichen.project.kinds.draft import DraftShape


@dataclass(slots=True)
class Names:
    """Everything that has a name, filled in the order in which files are resolved."""

    problems: Problems
    dialect: str = "duckdb"
    teams: dict[str, Team] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    models: dict[str, Model] = field(default_factory=dict)
    metrics: dict[str, MetricShape] = field(default_factory=dict)
    drafts: dict[str, DraftShape] = field(default_factory=dict)

    def column(self, name: str) -> str:
        """The expression for a column of that name, in the project's dialect."""
        mark = "`" if self.dialect in _BACKTICKS else '"'
        return mark + name.replace(mark, mark * 2) + mark

    def check_team(self, team: str, where: Where) -> None:
        if team not in self.teams:
            self.problems.add(f"team {team!r} is not in beichen.yml", where, did_you_mean(team, self.teams))

    def check_owner(self, owner: str, where: Where) -> None:
        """An owner is one person; a team is refused, with its people."""
        if owner in self.people:
            return
        if owner in self.teams:
            members = [person.id for person in self.people.values() if person.team == owner]
            hint = (
                "name one of its people: " + ", ".join(members)
                if members
                else "add a person of this team to beichen.yml"
            )
            self.problems.add(f"{owner!r} is a team; an owner is one person", where, hint)
            return
        by_name = next((person.id for person in self.people.values() if person.name == owner), None)
        hint_for_id = f"write the id {by_name!r}" if by_name else did_you_mean(owner, self.people)
        self.problems.add(f"person {owner!r} is not in beichen.yml", where, hint_for_id)

    def check_metric(self, metric: str, where: Where) -> None:
        if metric in self.metrics:
            return
        if metric in self.drafts:
            hint = "a draft may only stand among the drivers of tree.yml: define it first, or name another"
            self.problems.add(f"metric {metric!r} is a draft: it has no definition yet", where, hint)
        else:
            self.problems.add(f"metric {metric!r} is not defined", where, did_you_mean(metric, self.metrics))

    def check_driver(self, metric: str, where: Where) -> None:
        """A metric of the tree, which may be a draft."""
        if metric not in self.metrics and metric not in self.drafts:
            known = [*self.metrics, *self.drafts]
            self.problems.add(f"metric {metric!r} is not defined", where, did_you_mean(metric, known))

    def check_metrics(self, metrics: Iterable[str], where: Where) -> None:
        for metric in metrics:
            self.check_metric(metric, where)

    def model(self, name: str, where: Where) -> Model | None:
        """The model of that name; None after noting that there is none."""
        if name not in self.models:
            self.problems.add(f"model {name!r} is not defined", where, did_you_mean(name, self.models))
        return self.models.get(name)

    def timed_model(self, name: str, where: Where) -> Model | None:
        """The model of that name, whose rows happened at some time."""
        model = self.model(name, where)
        if model is not None and model.time is None:
            self.problems.add(f"model {name!r} has no time", where, "give it `time: {column: …}`; a metric needs one")
        return model

    def check_entity(self, model: Model | None, entity: str, where: Where) -> None:
        if model is None or model.entity(entity) is not None:
            return
        known = [e.name for e in model.entities]
        hint = did_you_mean(entity, known) or f"add it to the entities of {model.name!r}"
        self.problems.add(f"model {model.name!r} has no entity {entity!r}", where, hint)

    def check_dimension(self, name: str, entity: str, where: Where) -> None:
        """A dimension of the entity's models, bare or as `model.dimension`."""
        offered = dimensions_of_entity(self.models, entity)
        if name not in offered:
            hint = did_you_mean(name, offered)
            self.problems.add(f"no model of entity {entity!r} has the dimension {name!r}", where, hint)

    def check_any_dimension(self, name: str, where: Where) -> None:
        """A dimension of whichever model, bare or as `model.dimension`."""
        known = {d.name for m in self.models.values() for d in m.dimensions}
        known |= {f"{m.name}.{d.name}" for m in self.models.values() for d in m.dimensions}
        if name not in known:
            self.problems.add(f"no model has the dimension {name!r}", where, did_you_mean(name, known))


# In these a double quote makes a string, not a name.
_BACKTICKS = frozenset({"bigquery", "databricks", "doris", "hive", "mysql", "spark", "starrocks"})


def dimensions_of_entity(models: Mapping[str, Model], entity: str) -> dict[str, Dimension]:
    """The dimensions of every model that has the entity, by bare name and by `model.name`."""
    offered: dict[str, Dimension] = {}
    for model in models.values():
        if model.entity(entity) is None:
            continue
        for dimension in model.dimensions:
            offered.setdefault(dimension.name, dimension)
            offered[f"{model.name}.{dimension.name}"] = dimension
    return offered

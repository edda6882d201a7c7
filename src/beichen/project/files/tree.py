"""tree.yml: who drives whom, what guards it, what validates it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from beichen.domain.formula import Formula, names_in
from beichen.domain.metric import Role
from beichen.domain.tree import Drivers, Guardrail, Influence, Tree
from beichen.errors import Where
from beichen.project.cycles import find_cycle
from beichen.project.files.settings import SettingsShape
from beichen.project.names import Names
from beichen.project.shape import Shape
from beichen.project.written import Bound, FormulaText, GoodName, Name, Words

EXAMPLE = """\
north_star: weekly_engaged_listeners
drivers:
  weekly_engaged_listeners:
    identity: active_listeners * engaged_share          # exact, checked against the data at every refresh
  active_listeners:
    identity: new_listeners + retained_listeners + resurrected_listeners
  engaged_share:
    influences:                                          # estimated; a name, or with its reason
      - {metric: playlist_creation_rate, because: a listener with a list of their own has a reason to come back}
      - new_listener_w1_retention
guardrails:
  - {metric: negative_feedback_rate, watches: weekly_engaged_listeners, limit: "< 0.8%", when: up}
outcomes: [subscription_revenue]       # finance validates the North Star, never replaces it
"""


class InfluenceShape(Shape):
    noun: ClassVar[str] = "an influence"

    metric: Name = Field(description="The driver.")
    because: Words | None = Field(default=None, description="Why it is believed to drive its parent.")


def _named(value: Any) -> Any:
    """An influence that is only a name, as if it were written in full."""
    return InfluenceShape.model_construct(metric=value) if isinstance(value, str) and value.strip() else value


AnInfluence = Annotated[InfluenceShape, BeforeValidator(_named, json_schema_input_type=str | InfluenceShape)]


class DriversShape(Shape):
    noun: ClassVar[str] = "the drivers of a metric"

    identity: FormulaText | None = Field(
        default=None,
        description="An exact formula over metrics, checked against the data.",
        examples=["new + retained"],
    )
    influences: list[AnInfluence] = Field(default_factory=list, description="Metrics whose effect is estimated.")


class GuardrailShape(Shape):
    noun: ClassVar[str] = "a guardrail"

    metric: Name = Field(description="The metric that must not be hurt.")
    watches: Name = Field(description="The metric that is pushed.")
    limit: Bound | None = Field(default=None, description="What must hold.", examples=["< 0.8%", ">= 70"])
    when: GoodName | None = Field(default=None, description="Bad when it moves so while what it watches is up.")


class TreeFile(Shape):
    """Who drives whom, what guards it, what validates it."""

    noun: ClassVar[str] = "tree.yml"

    north_star: Name | None = Field(default=None, description="The root; may be named in beichen.yml instead.")
    drivers: dict[Name, DriversShape] = Field(
        default_factory=dict, description="What drives each metric, by the metric's name."
    )
    guardrails: list[GuardrailShape] = Field(
        default_factory=list, description="What must not be hurt while another is pushed."
    )
    outcomes: list[Name] = Field(default_factory=list, description="Metrics that validate the North Star: finance.")


def find_north_star(settings: SettingsShape, tree: TreeFile | None, names: Names) -> tuple[str | None, Where | None]:
    """The North Star and where it is named: in beichen.yml, in tree.yml, by a metric's role, or nowhere."""
    named: list[tuple[str, Where]] = []
    if settings.north_star is not None:
        named.append((settings.north_star, settings.at("north_star")))
    if tree is not None and tree.north_star is not None:
        named.append((tree.north_star, tree.at("north_star")))
    for name, where in named:
        names.check_metric(name, where)
    named += [(m.name, m.at("role")) for m in names.metrics.values() if m.role is Role.NORTH_STAR]
    for name, where in named[1:]:
        if name != named[0][0]:
            hint = f"{named[0][0]!r} is it already, at {named[0][1]}: keep one, give the other the role key_result"
            names.problems.add(f"{name!r} is a second North Star", where, hint)
    return named[0] if named else (None, None)


def resolve_tree(shape: TreeFile | None, north_star: str | None, where: Where | None, names: Names) -> Tree | None:
    """The tree, free of cycles; None when nothing is said about one."""
    if shape is None:
        return Tree(north_star, where=where) if north_star is not None else None
    if north_star is None:
        if shape.drivers or shape.guardrails or shape.outcomes:
            names.problems.add(
                "the tree has no North Star", shape.at(), "name it: `north_star: …` in tree.yml or beichen.yml"
            )
        return None
    read = {parent: _drivers(parent, drivers, names) for parent, drivers in shape.drivers.items()}
    tree = Tree(
        north_star=north_star,
        drivers={parent: _without_drafts(found, names) for parent, found in read.items() if parent not in names.drafts},
        planned=_planned(read, names),
        guardrails=tuple(_guardrail(guardrail, names) for guardrail in shape.guardrails),
        outcomes=_outcomes(shape, names),
        where=shape.at("north_star"),
    )
    _check_cycle(tree, names)
    return tree


def _drivers(parent: str, shape: DriversShape, names: Names) -> Drivers:
    names.check_driver(parent, shape.at())
    exact = names_in(shape.identity) if shape.identity is not None else ()
    for name in exact:
        names.check_driver(name, shape.at("identity"))
    seen: set[str] = set()
    influences = []
    for position, influence in enumerate(shape.influences):
        where = shape.at("influences", position)
        names.check_driver(influence.metric, where)
        if influence.metric in exact:
            names.problems.add(f"{influence.metric!r} is already part of the identity", where, "remove the influence")
        elif influence.metric in seen:
            names.problems.add(f"{influence.metric!r} is among the influences twice", where, "remove one")
        seen.add(influence.metric)
        influences.append(Influence(influence.metric, influence.because, where))
    return Drivers(shape.identity, tuple(influences), shape.at())


def _without_drafts(drivers: Drivers, names: Names) -> Drivers:
    """What can be computed of a defined metric's drivers."""
    identity = None if _is_planned(drivers.identity, names) else drivers.identity
    return Drivers(identity, tuple(i for i in drivers.influences if i.metric not in names.drafts), drivers.where)


def _planned(read: Mapping[str, Drivers], names: Names) -> dict[str, Drivers]:
    """What waits for drafts: all that drives one, identities that hold one, influences of one."""
    planned = {}
    for parent, drivers in read.items():
        of_draft = parent in names.drafts
        identity = drivers.identity if of_draft or _is_planned(drivers.identity, names) else None
        influences = tuple(i for i in drivers.influences if of_draft or i.metric in names.drafts)
        if identity is not None or influences:
            planned[parent] = Drivers(identity, influences, drivers.where)
    return planned


def _is_planned(identity: Formula | None, names: Names) -> bool:
    return identity is not None and any(name in names.drafts for name in names_in(identity))


def _guardrail(shape: GuardrailShape, names: Names) -> Guardrail:
    names.check_metric(shape.metric, shape.at("metric"))
    names.check_metric(shape.watches, shape.at("watches"))
    if shape.metric == shape.watches:
        names.problems.add(f"{shape.metric!r} watches itself", shape.at("watches"), "name the metric that is pushed")
    return Guardrail(shape.metric, shape.watches, shape.limit, shape.when, shape.at())


def _outcomes(shape: TreeFile, names: Names) -> tuple[str, ...]:
    for position, outcome in enumerate(shape.outcomes):
        names.check_metric(outcome, shape.at("outcomes", position))
    return tuple(dict.fromkeys(shape.outcomes))


def _check_cycle(tree: Tree, names: Names) -> None:
    parents = dict.fromkeys([*tree.drivers, *tree.planned])
    children: Mapping[str, list[str]] = {p: [edge.child for edge in tree.drawn_edges_of(p)] for p in parents}
    cycle = find_cycle(children)
    if cycle is not None:
        hint = "a driver cannot be driven by what it drives: remove one of the edges"
        where = (tree.drivers.get(cycle[0]) or tree.planned[cycle[0]]).where
        names.problems.add("the tree goes round in a circle: " + " → ".join(cycle), where, hint)

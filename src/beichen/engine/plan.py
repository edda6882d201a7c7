"""From a question to scans: which metrics read rows, and which of them can share a pass."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from beichen.domain.metric import Derived, Index, Lifecycle, Metric, Ratio, Simple, Threshold, model_of, parts_of
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.engine.kinds.kind import ANY_PASS, Wanted
from beichen.engine.kinds.lifecycle import ResolvedLifecycle
from beichen.engine.kinds.table import ROW_KINDS
from beichen.engine.question import Question
from beichen.errors import QueryError, did_you_mean


@dataclass(frozen=True, slots=True)
class Leaf:
    """A metric that reads rows of one model."""

    name: str
    spec: object  # the kind's own spec; a lifecycle's is resolved
    model: str


@dataclass(frozen=True, slots=True)
class Pass:
    """Leaves of one model that share a statement."""

    model: str
    grain: Grain
    leaves: tuple[Leaf, ...]
    counted: frozenset[str] = frozenset()  # the leaves of whose sums somebody asks how many rows they are of

    @property
    def wanted(self) -> list[Wanted]:
        return [Wanted(leaf.name, leaf.spec, leaf.name in self.counted) for leaf in self.leaves]


def find_metric(project: Project, name: str) -> Metric:
    """A metric by its name.

    Raises:
        QueryError: there is none, or only a draft.
    """
    if name not in project.metrics:
        if name in project.drafts:
            owner = project.people.get(project.drafts[name].owner or "")
            hint = f"{owner.name} is asked to define it" if owner else "give it a `type` and the rest of a definition"
            raise QueryError(f"metric {name!r} is a draft: it has no definition yet", hint=hint)
        raise QueryError(f"metric {name!r} is not defined", hint=did_you_mean(name, project.metrics))
    return project.metrics[name]


def leaves_of(project: Project, name: str) -> tuple[Leaf, ...]:
    """The metrics that read rows, of which a metric is made; itself when it reads rows. Each once."""
    spec = find_metric(project, name).spec
    if isinstance(spec, Lifecycle):
        of = find_metric(project, spec.of).spec
        assert isinstance(of, Simple | Threshold)  # the reader refuses any other
        return (Leaf(name, ResolvedLifecycle(of, spec.state), of.model),)
    model = model_of(spec)
    if model is not None:
        return (Leaf(name, spec, model),)
    return tuple(dict.fromkeys(leaf for part in parts_of(spec) for leaf in leaves_of(project, part)))


def grain_of(project: Project, question: Question, name: str) -> Grain:
    """The grain at which a metric is answered: the asked one, else its own."""
    return question.grain or find_metric(project, name).grain


def plan_passes(project: Project, question: Question) -> list[Pass]:
    """The passes that answer a question, in the order in which the metrics are first needed."""
    groups: dict[_Key, list[Leaf]] = {}
    for name in question.metrics:
        grain = grain_of(project, question, name)
        for leaf in leaves_of(project, name):
            key = _Key(grain, leaf.model, ROW_KINDS[type(leaf.spec)].scan_key(leaf.spec, project))
            group = groups.setdefault(key, [])
            if leaf not in group:
                group.append(leaf)
    counted = frozenset(name for asked in question.metrics for name in _counted(project, asked))
    return [Pass(key.model, key.grain, tuple(leaves), counted) for key, leaves in _joined(project, groups).items()]


def _counted(project: Project, name: str) -> Iterator[str]:
    """The leaves whose count of rows reaches the answer: a formula's or an index's do not."""
    spec = find_metric(project, name).spec
    if isinstance(spec, Ratio):
        for part in parts_of(spec):
            yield from _counted(project, part)
    elif not isinstance(spec, Derived | Index):
        yield name


class _Key(NamedTuple):
    grain: Grain
    model: str
    scan_key: Hashable


def _joined(project: Project, groups: dict[_Key, list[Leaf]]) -> dict[_Key, list[Leaf]]:
    """The groups, those that could ride on any pass put on one that goes by an entity of their model."""
    joined = dict(groups)
    for key, leaves in groups.items():
        if key.scan_key == ANY_PASS:
            entities = {("entity", entity.expr) for entity in project.models[key.model].entities}
            found = next((k for k in groups if k[:2] == key[:2] and k.scan_key in entities), None)
            if found is not None:
                joined[found] = [*joined[found], *leaves]
                del joined[key]
    return joined

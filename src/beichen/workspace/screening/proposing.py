"""Thresholds found, as metrics that are ready to be saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from beichen.domain.candidate import Behaviour, Candidates
from beichen.domain.metric import Measure
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.errors import QueryError, did_you_mean
from beichen.judgement.screening.thresholds import FoundThreshold, find_threshold, later_index
from beichen.judgement.screening.trial import later_value
from beichen.project.editing.metrics import file_for, put_metric
from beichen.workspace.building.changes import Proposal
from beichen.workspace.building.writing import read_file
from beichen.workspace.screening.extracting import Extract

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

_HORIZONS: Mapping[int, str] = {7: "week", 28: "month"}
FEWEST = 200  # entities below which no threshold is looked for


@dataclass(frozen=True, slots=True)
class ThresholdProposal:
    """A threshold of one behaviour within some days, and the metric that it would be."""

    behaviour: str
    within_days: int
    found: FoundThreshold
    definition: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What the metric would be called."""
        return str(self.definition["name"])

    def as_dict(self) -> dict[str, Any]:
        """Its part of the JSON document."""
        found = self.found
        return {
            "name": self.name,
            "behaviour": self.behaviour,
            "at_least": _plain(found.at_least),
            "within_days": self.within_days,
            "lift": found.lift,
            "low": found.low,
            "high": found.high,
            "others": found.others,
            "reached": found.reached,
            "told": found.told,
            "definition": dict(self.definition),
        }


def horizons_of(candidates: Candidates) -> list[int]:
    """Days within which thresholds are looked for: a week, four weeks, as far as the window reaches."""
    return [days for days in _HORIZONS if days <= candidates.window] or [candidates.window]


def propose_thresholds(project: Project, candidates: Candidates, found: Extract) -> list[ThresholdProposal]:
    """One threshold for each behaviour and number of days, those that tell most of later value first."""
    if found.trial.entities < FEWEST or not candidates.value:
        return []
    value = later_value(found.trial.later, found.trial.weights)
    index = later_index(found.trial.later, found.trial.weights)
    proposals = []
    for behaviour in candidates.behaviours:
        for days in horizons_of(candidates):
            threshold = find_threshold(found.counts[behaviour.name, days], value, index)
            if threshold is not None:
                definition = _definition(project, candidates.cohort.entity, behaviour, threshold.at_least, days)
                proposals.append(ThresholdProposal(behaviour.name, days, threshold, definition))
    return sorted(proposals, key=lambda each: -each.found.told)


def propose_saving(workspace: Workspace, proposal: ThresholdProposal) -> Proposal:
    """The change that writes a threshold into the project's metrics.

    Raises:
        QueryError: a metric of that name is there already.
    """
    project = workspace.project
    if proposal.name in project.metrics or proposal.name in project.drafts:
        raise QueryError(f"metric {proposal.name!r} is defined already", hint="look at it, or change it by hand")
    file = file_for(project, proposal.name, model=str(proposal.definition["model"]))
    content = put_metric(read_file(project.folder, file), file, proposal.definition)
    title = Text(f"Add metric {proposal.name}", f"新增指标 {proposal.name}")
    return workspace.changes.propose(title, {file: content})


def find_proposal(proposals: Sequence[ThresholdProposal], name: str) -> ThresholdProposal:
    """A threshold by the name of its metric.

    Raises:
        QueryError: there is none of that name.
    """
    known = {proposal.name: proposal for proposal in proposals}
    if name not in known:
        hint = did_you_mean(name, known) or "beichen screen lists them"
        raise QueryError(f"no threshold is proposed under the name {name!r}", hint=hint)
    return known[name]


def _definition(project: Project, entity: str, behaviour: Behaviour, at_least: float, days: int) -> dict[str, Any]:
    grain = _HORIZONS.get(days, "month")
    often = f"{at_least:g}"
    readable = behaviour.name.replace("_", " ")
    period = {"week": ("a week", "每周"), "month": ("a month", "每月")}[grain]
    written = {"times": _measure(behaviour.measure)}
    return {
        "name": f"{behaviour.name}_{often.replace('.', '_')}_a_{grain}",
        "label": {"zh": f"{period[1]} {readable} ≥ {often} 的用户数", "en": f"{readable}: {often} or more {period[0]}"},
        "type": "threshold",
        "model": behaviour.model,
        "entity": entity,
        "having": written,
        "where": f"times >= {often}",
        "grain": grain,
        "good": "up",
    }


def _measure(measure: Measure) -> dict[str, Any]:
    told = {"agg": measure.agg.value, "expr": measure.expr, "filter": measure.filter, "percentile": measure.percentile}
    return {key: value for key, value in told.items() if value is not None}


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else number

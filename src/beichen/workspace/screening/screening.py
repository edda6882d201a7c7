"""Screening: the candidates in their order, the thresholds proposed, and what they rest on."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from beichen.domain.candidate import Candidates
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.errors import ProjectError, QueryError, did_you_mean
from beichen.judgement.screening.score import WEIGHTS
from beichen.judgement.screening.screen import Judged, Ranked, judge_candidates, rank_candidates, without_entities
from beichen.workspace.refreshing.progress import Progress, no_progress
from beichen.workspace.screening.against import FINANCIAL, refusals_of_behaviour, refusals_of_metric
from beichen.workspace.screening.columns import decomposability
from beichen.workspace.screening.extracting import Extract, dimension_column, extract
from beichen.workspace.screening.journeying import JourneyFound, walk_journey
from beichen.workspace.screening.proposing import ThresholdProposal, horizons_of, propose_thresholds

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

BEHAVIOUR, METRIC = "behaviour", "metric"
STEPS = 3


class NoCandidatesError(ProjectError):
    """The project puts nothing on trial."""


@dataclass(frozen=True, slots=True)
class Screening:
    """What screening found, under one set of weights.

    Attributes:
        entities: that were judged; left_out: those whose later windows have not closed.
        labels: of candidates, by kind and name.
    """

    north_star: str | None
    entity: str
    entities: int
    left_out: int
    weights: Mapping[str, float]
    ranked: tuple[Ranked, ...]
    labels: Mapping[tuple[str, str], Text]
    thresholds: tuple[ThresholdProposal, ...]
    journey: JourneyFound | None

    def find(self, name: str) -> Ranked:
        """A candidate by its name; of a behaviour and a metric of one name, the metric.

        Raises:
            QueryError: there is none of that name.
        """
        known = {each.judged.name: each for each in sorted(self.ranked, key=lambda each: each.judged.kind)}
        if name not in known:
            raise QueryError(f"{name!r} is no candidate", hint=did_you_mean(name, known))
        return known[name]

    def as_dict(self) -> dict[str, Any]:
        """The JSON document."""
        return {
            "north_star": self.north_star,
            "entity": self.entity,
            "entities": self.entities,
            "left_out": self.left_out,
            "weights": dict(self.weights),
            "candidates": [self._candidate(each) for each in self.ranked],
            "thresholds": [each.as_dict() for each in self.thresholds],
            "journey": None if self.journey is None else self.journey.as_dict(),
        }

    def _candidate(self, ranked: Ranked) -> dict[str, Any]:
        told = ranked.as_dict()
        financial = any(refusal.code == FINANCIAL for refusal in ranked.judged.refusals)
        return {
            "label": self.labels[ranked.judged.kind, ranked.judged.name].as_dict(),
            **told,
            "offered_as": "outcome" if financial else None,
        }


class Screener:
    """Screens one workspace's candidates; what does not hang on weights is computed once for the data."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = threading.Lock()
        self._held: tuple[Project, int, _Found] | None = None

    def screen(self, weights: Mapping[str, float] | None = None, *, progress: Progress | None = None) -> Screening:
        """Judge the candidates of candidates.yml.

        Args:
            weights: of the parts of the score; parts that are not named have their usual weight.

        Raises:
            NoCandidatesError: the project has no candidates.
            QueryError: a weight is negative, of no part, or all are 0.
        """
        chosen = read_weights(weights or {})
        found = self._find(progress or no_progress)
        project = self._workspace.project
        candidates = candidates_of(project)
        return Screening(
            project.north_star,
            candidates.cohort.entity,
            found.extract.trial.entities,
            found.extract.left_out,
            chosen,
            tuple(rank_candidates(found.judged, chosen)),
            _labels(project, candidates),
            found.thresholds,
            found.journey,
        )

    def found(self) -> Extract:
        """The trial behind the last screening."""
        return self._find(no_progress).extract

    def _find(self, progress: Progress) -> _Found:
        with self._lock:
            workspace = self._workspace
            candidates = candidates_of(workspace.project)
            progress("screening", 0, STEPS)
            with workspace.turn:
                load_behind(workspace, candidates)
                project, epoch = workspace.project, workspace.epoch
                held = self._held
                if held is not None and held[0] is project and held[1] == epoch:
                    return held[2]
                extracted = extract(workspace.engine, candidates, horizons_of(candidates))
                journey = walk_journey(workspace.engine)
            progress("screening", 1, STEPS)
            judged = _judge(project, candidates, extracted)
            progress("screening", 2, STEPS)
            thresholds = _standing(judged, propose_thresholds(project, candidates, extracted))
            progress("screening", STEPS, STEPS)
            found = _Found(extracted, tuple(judged), tuple(thresholds), journey)
            self._held = (project, epoch, found)
            return found


@dataclass(frozen=True, slots=True)
class _Found:
    extract: Extract
    judged: tuple[Judged, ...]
    thresholds: tuple[ThresholdProposal, ...]
    journey: JourneyFound | None


def candidates_of(project: Project) -> Candidates:
    """What candidates.yml says.

    Raises:
        NoCandidatesError: there is none.
    """
    if project.candidates is None:
        raise NoCandidatesError(
            "the project has no candidates to screen",
            hint="write candidates.yml: the cohort, what counts as later value, and the behaviours on trial",
        )
    if not project.candidates.value:
        raise ProjectError(
            "the candidates have no later value to foretell",
            hint="say under `value` what happens later that is worth having, such as days with a visit",
            where=project.candidates.where,
        )
    return project.candidates


def read_weights(weights: Mapping[str, float]) -> dict[str, float]:
    """All weights, those given in place of the usual ones.

    Raises:
        QueryError: a weight is negative, of no part, or all are 0.
    """
    for name, weight in weights.items():
        if name not in WEIGHTS:
            raise QueryError(f"the score has no part {name!r}", hint=did_you_mean(name, WEIGHTS))
        if not 0 <= weight <= 1_000:
            raise QueryError(f"{weight:g} is no weight for {name!r}", hint="give a number from 0 to 1000")
    chosen = {**WEIGHTS, **weights}
    if not sum(chosen.values()) > 0:
        raise QueryError("all weights are 0", hint="give one part a weight at least")
    return chosen


def load_behind(workspace: Workspace, candidates: Candidates) -> None:
    """Load what candidates rest on, where it was never loaded or has changed."""
    from beichen.engine.spans import sources_of

    project, entity = workspace.project, candidates.cohort.entity
    models = {candidates.cohort.model, *(v.model for v in candidates.value), *(b.model for b in candidates.behaviours)}
    models |= {dimension_column(project, entity, name).model for name in candidates.background}
    models |= {each.assignment.model for each in project.experiments if each.assignment.entity == entity}
    stages = project.journey.stages if project.journey is not None else ()
    models |= {stage.model for stage in stages if stage.model is not None}
    engine = workspace.engine
    sources = {source.name: source for model in sorted(models) for source in sources_of(engine.models[model])}
    stale = [name for name, source in sources.items() if engine.warehouse.is_stale(source)]
    if stale:
        workspace.notice(f"loading {', '.join(stale)}, which were not loaded or have changed")
        workspace.load(stale)
    workspace.load_stale([*candidates.metrics, *(stage.metric for stage in stages if stage.metric is not None)])


def _judge(project: Project, candidates: Candidates, extracted: Extract) -> list[Judged]:
    against = {(BEHAVIOUR, b.name): tuple(refusals_of_behaviour(project, b)) for b in candidates.behaviours}
    against |= {(METRIC, name): tuple(refusals_of_metric(project, name)) for name in candidates.metrics}
    judged = judge_candidates(extracted.trial)
    judged += [without_entities(n, METRIC, share=decomposability(project.metrics[n].spec)) for n in extracted.apart]
    return [each.refused(*against[each.kind, each.name]) for each in judged]


def _standing(judged: Sequence[Judged], thresholds: Sequence[ThresholdProposal]) -> list[ThresholdProposal]:
    """Thresholds of behaviours that were not refused: the best behaviour's first, the highest lift first."""
    standing = [each for each in rank_candidates(judged) if not each.judged.refusals]
    place = {each.judged.name: n for n, each in enumerate(standing) if each.judged.kind == BEHAVIOUR}
    kept = [each for each in thresholds if each.behaviour in place]
    return sorted(kept, key=lambda each: (place[each.behaviour], -each.found.lift))


def _labels(project: Project, candidates: Candidates) -> dict[tuple[str, str], Text]:
    labels = {(BEHAVIOUR, b.name): Text.same(b.name.replace("_", " ")) for b in candidates.behaviours}
    return labels | {(METRIC, name): project.metrics[name].label for name in candidates.metrics}

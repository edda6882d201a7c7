"""The choose page: the journey, the candidates in their order, thresholds, and two candidates beside one another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field

from beichen.domain.project import Project
from beichen.faces.http.pages.choose_words import PART_WORDS, PartWords
from beichen.faces.http.pages.parts import FreshnessPart, MetricName, Number, Part, Words, name_of
from beichen.faces.http.ports import BoardWorkspace
from beichen.judgement.screening.beside import compare
from beichen.judgement.screening.score import WEIGHTS
from beichen.workspace.building.changes import Proposal
from beichen.workspace.screening.deciding import PastDecision, past_decisions
from beichen.workspace.screening.screening import Screening


class Told(Part):
    """A value with its 95% interval."""

    value: Number
    low: Number
    high: Number


class Untold(Part):
    """No value, and why."""

    value: None
    reason: Words


class Nothing(Part):
    """No value: what it would be made of is undetermined."""

    value: None
    low: None
    high: None


class StageLink(Part):
    """Deviations of later value that a deviation of the candidate foretells, all else held; `raw` is the plain correlation."""

    value: Number | None
    low: Number | None
    high: Number | None
    raw: Number | None


class RefusalPart(Part):
    """One reason against a candidate."""

    code: str = Field(description="cumulative, traffic, financial, no_link, gameable, season_driven")
    reason: Words


class CandidatePart(Part):
    """One candidate in its place."""

    name: str
    label: Words
    kind: Literal["behaviour", "metric"]
    score: Told | Nothing = Field(description="0–100")
    parts: dict[str, Told | Untold] = Field(description="0–1, by part of the score.")
    evidence: Literal["correlated", "adjusted", "experimental", "undetermined"]
    link: StageLink
    rejected: list[RefusalPart]
    win_share: Number | None = Field(description="Share of 1,000 random weightings in which it has the highest score.")
    pareto: bool = Field(description="No other candidate is as good in every part and better in one.")
    offered_as: Literal["outcome"] | None = Field(description="What a refused candidate may serve as instead.")


class ThresholdPart(Part):
    """A threshold that is proposed: who reaches it, and what that foretells."""

    name: str
    behaviour: str
    at_least: Number
    within_days: int
    lift: Number = Field(description="Later value of those who reach it, as a multiple of everyone's.")
    low: Number
    high: Number
    others: Number = Field(description="The same of those who do not.")
    reached: Number = Field(description="Share of the entities that do.")
    told: Number = Field(description="Share of later value's variance that it tells.")
    definition: dict[str, Any] = Field(description="A threshold metric as it would be saved.")


class StagePart(Part):
    """One stage, of all entities or a segment's."""

    reached: int
    conversion: Number | None = Field(description="Of those who reached the stage before.")
    share: Number | None = Field(description="Of those who arrived.")
    dropped: int | None
    days: Number | None = Field(description="Median from the stage before.")


class NamedStagePart(StagePart):
    """One stage of the journey."""

    name: str
    label: Words
    telling: Told | Untold = Field(description="Share of later value's variance told by who took this step.")


class JourneySegmentPart(Part):
    """The stages of one value of a dimension."""

    dimension: str
    value: str | None
    stages: list[StagePart]


class JourneyPart(Part):
    """How entities get to value."""

    entity: str
    within_days: int
    left_out: int
    stages: list[NamedStagePart]
    segments: list[JourneySegmentPart]
    tells_most: str | None


class ScreenAnswer(Part):
    """Which candidate deserves to be the North Star; best first, the refused last."""

    north_star: str | None
    entity: str
    entities: int
    left_out: int = Field(description="Entities whose later windows have not closed.")
    weights: dict[str, Number]
    candidates: list[CandidatePart]
    thresholds: list[ThresholdPart]
    journey: JourneyPart | None


class DuelRow(Part):
    """One part of the score of two candidates."""

    part: str
    first: Told | Untold
    second: Told | Untold
    difference: Told | None = Field(description="First less second; null where either is undetermined.")
    ahead: Literal["first", "second"] | None = Field(description="Who is surely ahead; null where chance may tell.")


class Duel(Part):
    """Two candidates beside one another."""

    first: CandidatePart
    second: CandidatePart
    rows: list[DuelRow]


class DecisionPart(Part):
    """A decision that the project has a record of."""

    on: date
    metric: str
    label: Words
    file: str = Field(description="The record, in the project.")


class ChoosePage(ScreenAnswer):
    """Everything that the choose page shows."""

    incumbent: MetricName | None
    score_parts: list[PartWords] = Field(description="The parts of the score, in order, with names and questions.")
    usual_weights: dict[str, Number]
    duel: Duel | None
    people: list[str] = Field(description="Who can decide, by id.")
    decisions: list[DecisionPart] = Field(description="Those made before, the latest first.")
    freshness: FreshnessPart


class ChoicePreview(Part):
    """What saving a threshold, or deciding, would write."""

    title: Words
    tag: str
    diff: str
    files: list[str]


def build_choose_page(
    workspace: BoardWorkspace, weights: Mapping[str, float], *, first: str | None = None, second: str | None = None
) -> ChoosePage:
    """The choose page under these weights; `first` and `second` are put beside one another.

    Raises:
        ProjectError: the project has no candidates.
        QueryError: a weight or a candidate is unknown.
    """
    screening = workspace.screen(weights=weights)
    document = screening.as_dict()
    project = workspace.project
    star = project.north_star
    return ChoosePage.model_validate(
        {
            **document,
            "incumbent": None if star is None else name_of(project, star),
            "score_parts": PART_WORDS,
            "usual_weights": dict(WEIGHTS),
            "duel": None if first is None or second is None else _duel(screening, document, first, second),
            "people": list(project.people),
            "decisions": [_decision_part(project, each) for each in past_decisions(project)],
            "freshness": FreshnessPart.of(workspace.freshness()),
        }
    )


def _decision_part(project: Project, decision: PastDecision) -> DecisionPart:
    known = project.metrics.get(decision.metric)
    label = Words(en=decision.metric, zh=decision.metric) if known is None else Words.of(known.label)
    return DecisionPart(on=decision.on, metric=decision.metric, label=label, file=decision.file)


def preview_of(proposal: Proposal) -> ChoicePreview:
    """A change as it is shown before it is made."""
    files = [write.file for write in proposal.writes]
    return ChoicePreview(title=Words.of(proposal.title), tag=proposal.tag, diff=proposal.diff, files=files)


def _duel(screening: Screening, document: Mapping[str, Any], first: str, second: str) -> dict[str, Any]:
    mine, theirs = screening.find(first).judged, screening.find(second).judged
    told = {(each["kind"], each["name"]): each for each in document["candidates"]}
    rows = []
    for part in WEIGHTS:
        found = compare(mine.parts[part], theirs.parts[part])
        rows.append(
            {
                "part": part,
                "first": mine.parts[part].as_dict(),
                "second": theirs.parts[part].as_dict(),
                "difference": found and {"value": found.value, "low": found.low, "high": found.high},
                "ahead": found and found.ahead,
            }
        )
    return {"first": told[mine.kind, mine.name], "second": told[theirs.kind, theirs.name], "rows": rows}

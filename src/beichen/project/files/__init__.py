"""The files of a project: one module a kind of file, listed in one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from beichen.project.files import (
    candidates,
    events,
    experiments,
    goals,
    initiatives,
    journey,
    metrics,
    models,
    settings,
    sources,
    tree,
)
from beichen.project.shape import Shape


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: where it lies, the keys that it may have, and an example that reads."""

    place: str  # a file, or a folder of them
    shape: type[Shape]
    example: str

    @property
    def is_folder(self) -> bool:
        return self.place.endswith("/")


FILES: Mapping[str, FileKind] = {
    "beichen": FileKind("beichen.yml", settings.SettingsShape, settings.EXAMPLE),
    "sources": FileKind("sources/", sources.SourcesFile, sources.EXAMPLE),
    "models": FileKind("models/", models.ModelsFile, models.EXAMPLE),
    "metrics": FileKind("metrics/", metrics.MetricsFile, metrics.EXAMPLE),
    "tree": FileKind("tree.yml", tree.TreeFile, tree.EXAMPLE),
    "goals": FileKind("goals/", goals.GoalsFile, goals.EXAMPLE),
    "initiatives": FileKind("initiatives/", initiatives.InitiativesFile, initiatives.EXAMPLE),
    "experiments": FileKind("experiments/", experiments.ExperimentsFile, experiments.EXAMPLE),
    "events": FileKind("events/", events.EventsFile, events.EXAMPLE),
    "candidates": FileKind("candidates.yml", candidates.CandidatesFile, candidates.EXAMPLE),
    "journey": FileKind("journey.yml", journey.JourneyFile, journey.EXAMPLE),
}

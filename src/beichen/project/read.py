"""Reading a project: a folder of YAML in, a resolved `Project` out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from beichen.domain.project import Project
from beichen.errors import ProjectError, Where
from beichen.project.document import Mapped, parse_bytes
from beichen.project.environment import fill_environment
from beichen.project.files import FILES
from beichen.project.files.candidates import CandidatesFile, resolve_candidates
from beichen.project.files.events import EventsFile, resolve_event_tables, resolve_events
from beichen.project.files.experiments import ExperimentsFile, resolve_experiments
from beichen.project.files.goals import GoalsFile, resolve_goals
from beichen.project.files.initiatives import InitiativesFile, resolve_initiatives
from beichen.project.files.journey import JourneyFile, resolve_journey
from beichen.project.files.metrics import MetricsFile, note_metrics, resolve_drafts, resolve_metrics
from beichen.project.files.models import ModelsFile, resolve_models
from beichen.project.files.settings import SettingsShape, resolve_settings
from beichen.project.files.sources import SourcesFile, resolve_sources
from beichen.project.files.tree import TreeFile, find_north_star, resolve_tree
from beichen.project.names import Names
from beichen.project.problems import Problems
from beichen.project.shape import Shape
from beichen.project.texts import SUFFIXES, Texts
from beichen.project.validate import validate

S = TypeVar("S", bound=Shape)


def read_project(folder: Path, *, changed: Mapping[str, bytes | None] | None = None) -> Project:
    """Read every file of the project in `folder`, and check every reference between them.

    Args:
        changed: what stands for files on disk, as if it were written there; None for a file that is not there.

    Raises:
        ProjectError: something in the files cannot be; the first error, with the further ones in `others`.
    """
    problems = Problems()
    files = _Files(Texts(Path(folder), changed or {}), problems)
    problems.raise_any()
    project = _resolve(files, Names(problems, dialect=files.settings.dialect))
    problems.raise_any()
    return project


class _Files:
    """The files of a folder, each in its shape, not yet checked against each other."""

    def __init__(self, texts: Texts, problems: Problems) -> None:
        self.texts = texts
        self.problems = problems
        self.settings = self._settings()
        self.sources = self._all("sources", SourcesFile)
        self.models = self._all("models", ModelsFile)
        self.metrics = self._all("metrics", MetricsFile)
        self.tree = self._one("tree", TreeFile)
        self.goals = self._all("goals", GoalsFile)
        self.initiatives = self._all("initiatives", InitiativesFile)
        self.experiments = self._all("experiments", ExperimentsFile)
        self.events = self._all("events", EventsFile)
        self.candidates = self._one("candidates", CandidatesFile)
        self.journey = self._one("journey", JourneyFile)

    def _settings(self) -> SettingsShape:
        named = self._named("beichen")
        if not named:
            raise ProjectError(
                f"there is no beichen.yml in {self.texts.folder}",
                hint="make a project with `beichen init DIR`, or name its folder with --project",
                where=Where("beichen.yml"),
            )
        document = self._document("beichen", named[0])
        if "warehouse" in document:
            where = Where(document.file, document.key_lines["warehouse"])
            document["warehouse"] = fill_environment(document["warehouse"], where, self.problems)
        return validate(SettingsShape, document, self.problems) or SettingsShape()

    def _one(self, kind: str, shape: type[S]) -> S | None:
        """The file of a kind that has one; None where it is absent or empty."""
        read = [self._read(kind, file, shape) for file in self._named(kind)]
        return read[0] if read else None

    def _all(self, kind: str, shape: type[S]) -> list[S]:
        """The files of a kind that has a folder, by name."""
        read = [self._read(kind, file, shape) for file in self._named(kind)]
        return [found for found in read if found is not None]

    def _read(self, kind: str, file: str, shape: type[S]) -> S | None:
        document = self._document(kind, file)
        return validate(shape, document, self.problems) if document else None

    def _document(self, kind: str, file: str) -> Mapped:
        try:
            document = parse_bytes(self.texts.read(file), file)
        except ProjectError as error:
            self.problems.note(error)
            return Mapped(file, 1)
        if kind == "sources":
            fill_environment(document, Where(file), self.problems)
        return document

    def _named(self, kind: str) -> list[str]:
        place = FILES[kind]
        if place.is_folder:
            return self.texts.yaml_below(place.place)
        stem = place.place.removesuffix(".yml")
        found = [stem + suffix for suffix in SUFFIXES if self.texts.has(stem + suffix)]
        if len(found) > 1:
            self.problems.add(f"stands beside {found[0]}", Where(found[1]), "keep one of the two")
        return found[:1]


def _resolve(files: _Files, names: Names) -> Project:
    settings, folder = files.settings, files.texts.folder.absolute()
    calendar = resolve_settings(settings, names)
    sources = resolve_sources(files.sources, folder, names)
    resolve_models(files.models, sources, settings.warehouse, names)
    note_metrics(files.metrics, names)
    north_star, named_at = find_north_star(settings, files.tree, names)
    metrics = resolve_metrics(names, north_star)
    return Project(
        folder=folder,
        name=settings.name or folder.resolve().name,
        calendar=calendar,
        locale=settings.locale,
        warehouse=settings.warehouse,
        dialect=settings.dialect,
        holidays=settings.holidays,
        teams=names.teams,
        people=names.people,
        sources=sources,
        models=names.models,
        metrics=metrics,
        drafts=resolve_drafts(names),
        tree=resolve_tree(files.tree, north_star, named_at, names),
        objectives=resolve_goals(files.goals, names),
        initiatives=resolve_initiatives(files.initiatives, names),
        experiments=resolve_experiments(files.experiments, names),
        events=resolve_events(files.events, names),
        event_tables=resolve_event_tables(files.events, names),
        candidates=resolve_candidates(files.candidates, names) if files.candidates else None,
        journey=resolve_journey(files.journey, names) if files.journey else None,
    )

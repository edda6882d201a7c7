"""Bringing data in, and telling which data a metric's numbers rest on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from beichen.domain.model import Completeness, Source
from beichen.domain.project import Project
from beichen.engine.run import Engine
from beichen.engine.spans import sources_of
from beichen.engine.tables import tables_of
from beichen.errors import SourceError, did_you_mean
from beichen.warehouse.port import LoadReport, Warehouse
from beichen.workspace.refreshing.progress import Progress


def load_sources(
    project: Project, warehouse: Warehouse, names: Sequence[str], *, full: bool, progress: Progress
) -> list[LoadReport]:
    """Load the named sources, or all of them; those whose files have not changed are left as they are.

    Raises:
        SourceError: a name is unknown, or data cannot be read; what was loaded before stays.
    """
    sources = [find_source(project, name) for name in names] or list(project.sources.values())
    reports = []
    for done, source in enumerate(sources):
        progress(f"load {source.name}", done, len(sources))
        reports.append(warehouse.load(source, full=full))
    progress("load", len(sources), len(sources))
    return reports


def find_source(project: Project, name: str) -> Source:
    """A source by its name.

    Raises:
        SourceError: there is none.
    """
    if name not in project.sources:
        raise SourceError(f"source {name!r} is not defined", hint=did_you_mean(name, project.sources))
    return project.sources[name]


def sources_behind(project: Project, metrics: Iterable[str]) -> list[Source]:
    """The sources whose rows the metrics read, those of primary models of their entities included, each once."""
    models = {model for metric in metrics for model in project.models_of(metric)}
    entities = {entity.name for model in models for entity in project.models[model].entities}
    models |= {m.name for m in project.models.values() if m.primary_entity and m.primary_entity.name in entities}
    tables = {table for model in sorted(models) for table in tables_of(project, project.models[model])}
    return [source for source in project.sources.values() if source.table.lower() in tables]


def stale_sources(project: Project, warehouse: Warehouse, metrics: Iterable[str]) -> list[Source]:
    """The sources behind the metrics that were never loaded, or whose files have changed since."""
    return [source for source in sources_behind(project, metrics) if warehouse.is_stale(source)]


class DataVersions:
    """Fingerprints of the data that metrics rest on: equal when nothing was loaded in between.

    Tables that no source loads are told by their span and row count.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[str, str] = {}

    def of(self, metric: str) -> str:
        """The version of the data behind a metric."""
        project = self._engine.project
        parts = [self._source(source) for source in sources_behind(project, [metric])]
        parts += [self._model(model) for model in project.models_of(metric)]
        return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()[:16]

    def _source(self, source: Source) -> str:
        if source.name not in self._known:
            self._known[source.name] = f"{source.name}={self._engine.warehouse.loaded_version(source)}"
        return self._known[source.name]

    def _model(self, name: str) -> str:
        model = self._engine.models[name]
        sources = sources_of(model)
        loaded = {source.table.lower() for source in sources}
        if tables_of(model.project, model.model) <= loaded:
            # the clock moves completeness on although no row came in
            by_clock = any(source.complete_through is Completeness.CLOCK for source in sources)
            return f"{name}:{self._engine.span(name)}" if by_clock else name
        return f"{name}:{self._engine.span(name)}:{self._engine.count_rows(name)}"

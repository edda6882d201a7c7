"""Proposing a project for data at hand: sources, models, metrics and a tree, each guess with its reason beside it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from beichen.errors import ProjectError
from beichen.project.template import prepare_folder
from beichen.sources.profile import Samples, open_samples
from beichen.sources.roles import ColumnRole, Roles, entity_name, guess_roles
from beichen.workspace.importing.drafts import model_text
from beichen.workspace.importing.proposal import Main, Plan, Planned, words_of
from beichen.workspace.importing.proposal_text import (
    metrics_text,
    north_star_text,
    settings_text,
    sources_of,
    tree_text,
)

_GITIGNORE = ".beichen/\n"


def propose_project(paths: Sequence[str | os.PathLike[str]], folder: Path) -> tuple[Path, ...]:
    """Write a project for data files into `folder`, which must be new or empty.

    What each column is for is guessed from names and values; every guess stands as a
    comment beside what was made of it, to be corrected by hand. The files themselves
    stay where they are.

    Args:
        paths: files, or globs of files of one kind: Parquet, CSV, JSON lines, Excel.

    Returns:
        The files written, in the order of their names.

    Raises:
        SourceError: a path is a URL, matches nothing or cannot be read.
        ProjectError: no path was given, or the folder holds something or cannot be written.
    """
    if not paths:
        raise ProjectError("there is nothing to make a proposal from", hint="name data files: --from events.parquet")
    with open_samples(paths) as samples:
        plan = _plan(samples, folder)
    prepare_folder(folder)
    written = []
    for name, text in _texts(plan).items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise ProjectError(f"cannot write {path}: {error.strerror or error}") from error
        written.append(path)
    return tuple(sorted(written))


def _texts(plan: Plan) -> Mapping[str, str]:
    texts = {
        "beichen.yml": settings_text(plan),
        "sources/files.yml": sources_of(plan),
        ".gitignore": _GITIGNORE,
    }
    for model in (model for model in plan.models if model.is_model):
        texts[f"models/{model.name}.yml"] = model_text(model.draft())
        if text := metrics_text(plan, model):
            texts[f"metrics/{model.name}.yml"] = text
    if plan.main is not None:
        texts["metrics/north_star.yml"] = north_star_text(plan.main)
        texts["tree.yml"] = tree_text(plan, plan.main)
    return texts


def _plan(samples: Samples, folder: Path) -> Plan:
    guessed = [guess_roles(table) for table in samples.tables]
    lists = _lists_of_entities(guessed)
    models = tuple(_planned(samples, roles, roles in lists, folder) for roles in guessed)
    return Plan(_title(folder.resolve().name) or "My product", _with_clear_dimensions(models), _main(samples, models))


def _main(samples: Samples, models: Sequence[Planned]) -> Main | None:
    """The longest table of events with someone who returns: the North Star counts them."""
    followed = [model for model in models if model.roles.time and model.roles.entity and not model.roles.is_primary]
    if not followed:
        return None
    model = max(followed, key=lambda model: model.roles.table.rows)
    time, entity = model.roles.time, model.roles.entity
    if time is None or entity is None or model.entity is None:
        return None
    habit = samples.habit(model.roles.table, entity.column.name, time.column.name, time.reading)
    return Main(model, model.entity, entity.column.name, habit)


def _lists_of_entities(guessed: Sequence[Roles]) -> list[Roles]:
    """Of each entity, the table that lists them one row each: the longest, where there are several."""
    longest: dict[str, Roles] = {}
    for roles in guessed:
        if roles.is_primary and roles.of(ColumnRole.DIMENSION):
            name = _entity(roles) or ""
            if name not in longest or roles.table.rows > longest[name].table.rows:
                longest[name] = roles
    return list(longest.values())


def _planned(samples: Samples, roles: Roles, primary: bool, folder: Path) -> Planned:
    dimensions = [column.name for column in roles.of(ColumnRole.DIMENSION, ColumnRole.FAULT)]
    guess = roles.entity
    constant = samples.constant_columns(roles.table, guess.column.name, dimensions) if guess else frozenset[str]()
    return Planned(
        name=roles.table.name,
        path=_path_from(folder, roles.table.path),
        roles=roles,
        entity=_entity(roles),
        primary=primary,
        dimensions=_named(dimensions),
        constant=constant,
    )


def _named(columns: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Each column with a name for it, no two alike."""
    names = [words_of(column) for column in columns]
    return tuple(
        (f"{name}_{names[:position].count(name) + 1}" if name in names[:position] else name, column)
        for position, (name, column) in enumerate(zip(names, columns, strict=True))
    )


def _with_clear_dimensions(models: Sequence[Planned]) -> tuple[Planned, ...]:
    """A list's dimension that an event has too is told apart by the entity's name: `user_device`."""
    events = {name for model in models if not model.primary for name, _ in model.dimensions}
    return tuple(
        model.renamed(
            tuple((f"{model.entity}_{name}" if name in events else name, column) for name, column in model.dimensions)
        )
        if model.primary
        else model
        for model in models
    )


def _entity(roles: Roles) -> str | None:
    return words_of(entity_name(roles.entity.column.name, roles.table.name)) if roles.entity else None


def _path_from(folder: Path, path: str) -> str:
    """The path as the project's folder sees it."""
    absolute = Path(path).absolute()
    # A folder and its data that lie together move together; a file far away is named in full.
    if absolute.is_relative_to(folder.absolute().parent):
        return Path(os.path.relpath(absolute, folder.absolute())).as_posix()
    return absolute.as_posix()


def _title(name: str) -> str:
    return " ".join(re.split(r"[\W_]+", name)).strip().capitalize()

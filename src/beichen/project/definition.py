"""A metric's definition: everything that decides its numbers, as canonical text, as a hash, and in words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Any

from beichen.domain.formula import Name, Operation
from beichen.domain.metric import KIND_OF, Component, Lifecycle, Ratio, Spec
from beichen.domain.model import Model, Source
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.errors import Where
from beichen.project.kinds import KINDS
from beichen.project.parts import parts_first

# Raised when the engine gives the same definition other numbers than before.
SEMANTICS = 1


def definition_text(project: Project, metric: str) -> str:
    """Everything that decides a metric's numbers, as JSON with sorted keys.

    Names of metrics, labels (of dimensions, too), owners and roles are not part of it: a
    metric that is renamed keeps its definition. Parts stand in `parts`, by the hash of their own.
    """
    parts, keys = _parts(project, metric)
    models = _models_read(project, metric)
    return _canonical(
        {
            "semantics": SEMANTICS,
            "definition": keys[metric],
            "parts": parts,
            "models": {model.name: _plain(model, {}) for model in models},
            "sources": _completeness(project, [project.models[name] for name in project.models_of(metric)]),
            "timezone": project.calendar.timezone,
            "week_start": project.calendar.week_start,
            "dialect": project.dialect,
        }
    )


def definition_hash(project: Project, metric: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of `definition_text`."""
    return _hash(definition_text(project, metric))


def describe_definition(project: Project, metric: str) -> Text:
    """The definition in words, made from its values."""
    defined = project.metrics[metric]
    return KINDS[defined.kind].describe(defined.spec, defined, project)


def sources_read(project: Project, model: Model) -> tuple[Source, ...]:
    """The sources whose table a model names; of a query, every source whose table occurs in its text."""
    if model.table is not None:
        return tuple(s for s in project.sources.values() if s.table.casefold() == model.table.casefold())
    query = (model.sql or "").casefold()
    return tuple(s for s in project.sources.values() if _occurs(s.table.casefold(), query))


def _parts(project: Project, metric: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The definitions of a metric and all of its parts by hash, and each one's hash by name."""
    parts: dict[str, Any] = {}
    keys: dict[str, str] = {}
    for name in parts_first(project, metric):
        spec = project.metrics[name].spec
        plain = {"kind": KIND_OF[type(spec)], **_plain(spec, keys)}
        keys[name] = _hash(_canonical(plain))
        parts[keys[name]] = plain
    return parts, keys


# Fields that hold the name of a metric: of the definition, only the part's own definition matters.
_NAMED = {(Ratio, "numerator"), (Ratio, "denominator"), (Name, "name"), (Lifecycle, "of"), (Component, "metric")}


def _plain(value: Any, keys: Mapping[str, str]) -> Any:
    """A value as JSON; fields at their default are left out, so that a new one leaves old definitions as they are."""
    if is_dataclass(value):
        return _plain_fields(value, keys)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, tuple | list):
        return [_plain(item, keys) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _plain_fields(value: Any, keys: Mapping[str, str]) -> dict[str, Any]:
    plain: dict[str, Any] = {} if isinstance(value, Spec) else {"is": type(value).__name__}
    for field in fields(value):
        held = getattr(value, field.name)
        # a label decides no number
        if isinstance(held, Where | Text) or (field.default is not MISSING and held == field.default):
            continue
        plain[field.name] = keys[held] if (type(value), field.name) in _NAMED else _plain(held, keys)
    if isinstance(value, Operation) and value.operator in "+*":
        # a + b and b + a are one number, to the last bit.
        plain["left"], plain["right"] = sorted((plain["left"], plain["right"]), key=_canonical)
    return plain


def _models_read(project: Project, metric: str) -> list[Model]:
    """The models whose rows are aggregated, and those whose dimensions may slice them."""
    read = [project.models[name] for name in project.models_of(metric)]
    entities = {entity.name for model in read for entity in model.entities}
    joined = [m for m in project.models.values() if m.primary_entity is not None and m.primary_entity.name in entities]
    return list(dict.fromkeys(read + joined))


def _completeness(project: Project, models: Iterable[Model]) -> dict[str, Any]:
    """How far each source is complete, which decides which periods are."""
    return {
        source.table: {
            "complete_through": _plain(source.complete_through, {}),
            "lag_seconds": int(source.lag.total_seconds()),
        }
        for model in models
        for source in sources_read(project, model)
    }


def _occurs(table: str, query: str) -> bool:
    """True when the table's name stands in the query as a word; quotes and schemas may stand around it."""
    return re.search(rf"(?<!\w){re.escape(table)}(?!\w)", query) is not None


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]

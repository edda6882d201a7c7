"""Validation: a document against its shape, with errors in the project's own words."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from beichen.errors import ProjectError, did_you_mean
from beichen.project.document import Listed, Mapped, describe, place_of
from beichen.project.kinds import KINDS
from beichen.project.problems import Problems
from beichen.project.shape import Shape

S = TypeVar("S", bound=Shape)


def validate(shape: type[S], document: Mapped, problems: Problems) -> S | None:
    """The document as its shape; None when something in it is wrong, which is then noted."""
    try:
        return shape.model_validate(document)
    except ValidationError as error:
        details = error.errors(include_url=False)
        found = [_translated(detail, document) for detail in details if not _is_misspelt(detail, details)]
    for problem in sorted(found, key=lambda p: p.where.line or 0 if p.where else 0):
        problems.note(problem)
    return None


def _is_misspelt(missing: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """True for a missing key that stands in its mapping under a name much like it, which is an error of its own."""
    *holder, key = missing["loc"] or ("",)
    unknown = [d["loc"][-1] for d in details if d["type"] == "extra_forbidden" and list(d["loc"][:-1]) == holder]
    return missing["type"] == "missing" and bool(get_close_matches(str(key), map(str, unknown)))


_WANTED = {
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "finite_number": "a finite number",
}


def _translated(detail: ErrorDetails, document: Mapped) -> ProjectError:
    path = detail["loc"] + _within(detail)
    holder, words = _holder(document, path)
    message, hint = _explained(detail, holder, words)
    return ProjectError(message, hint=hint, where=place_of(document, path, document.file))


def _within(detail: ErrorDetails) -> tuple[str, ...]:
    """The key that an error is about, where pydantic names only the mapping."""
    match detail["type"]:
        case "empty_value":
            return (detail["ctx"]["key"],)
        case "union_tag_invalid":
            return ("type",)
    return ()


def _explained(detail: ErrorDetails, holder: Mapped, path: str) -> tuple[str, str | None]:
    given, context = detail["input"], detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            return _unknown_key(str(detail["loc"][-1]), holder)
        case "missing":
            return f"{holder.noun} needs {str(detail['loc'][-1])!r}", None
        case "refused":
            return f"{path} {context['message']}", context["hint"]
        case "empty_value":
            return f"{path} has no value", "give it one, or remove the line"
        case "union_tag_not_found":
            return "a metric needs 'type'", "one of: " + ", ".join(
                KINDS
            ) + "; or `draft: true` while it has no definition"
        case "union_tag_invalid":
            return _no_such_choice("type", context["tag"], str(list(KINDS)))
        case "literal_error" if isinstance(given, str):
            return _no_such_choice(path, given, context["expected"])
        case "literal_error":
            return f"{path} should be {context['expected']}, not {describe(given)}", None
        case kind if kind in _WANTED:
            return f"{path} should be {_WANTED[kind]}, not {describe(given)}", _hint_for_type(kind, given)
    return f"{path} {_predicate(detail['msg'])}", None


def _unknown_key(key: str, holder: Mapped) -> tuple[str, str | None]:
    return f"unknown key {key!r} in {holder.noun}", did_you_mean(key, holder.known)


def _no_such_choice(path: str, given: str, expected: str) -> tuple[str, str | None]:
    choices = _quoted(expected)
    return f"{path} {given!r} is not known", did_you_mean(given, choices) or "known: " + ", ".join(choices)


def _hint_for_type(kind: str, given: Any) -> str | None:
    if kind == "float_type" and isinstance(given, str) and re.fullmatch(r"\s*-?\d+(\.\d+)?\s*%\s*", given):
        return f"write {float(given.strip().rstrip('%')) / 100:g}: shares are 0–1"
    return None


def _predicate(message: str) -> str:
    """`Input should be greater than 0` → `should be greater than 0`."""
    return re.sub(r"^\w+ (should|must)", r"\1", message)


def _quoted(expected: str) -> list[str]:
    return re.findall(r"'([^']*)'", expected)


def _holder(document: Mapped, path: tuple[int | str, ...]) -> tuple[Mapped, str]:
    """The innermost mapping on the way to the value, and the value as an error speaks of it."""
    holder, value = document, document
    names: list[str] = []
    for step in path:
        if isinstance(value, Mapped) and isinstance(step, str) and step in value:
            holder, value, names = value, value[step], [step]
        elif isinstance(value, Listed) and isinstance(step, int) and step < len(value):
            value = value[step]
            names.append(f"item {step + 1}")
    if isinstance(value, Mapped) and value.known:
        return value, _subject(value)
    return holder, ", ".join(names) or "this"


def _subject(mapping: Mapped) -> str:
    """`simple metric 'clicks'`, or `a guardrail` of what has no name."""
    name = mapping.get("name")
    return f"{mapping.noun.split(' ', 1)[-1]} {name!r}" if isinstance(name, str) else mapping.noun

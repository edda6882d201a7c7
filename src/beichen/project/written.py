"""How values are written in a project's files, and what they are read as."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from beichen.domain.formula import Formula, names_in, parse_formula
from beichen.domain.metric import Agg, Good, Per, Role, State
from beichen.domain.model import Load
from beichen.domain.text import Text
from beichen.domain.time import Duration, Grain
from beichen.domain.tree import Limit
from beichen.errors import did_you_mean
from beichen.project.document import describe
from beichen.project.shape import refused

# A longer window than any business's history; beyond it dates overflow.
MOST_DAYS = 36_525


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """A field that one function reads: pydantic is told so directly, which it learns far faster than by looking."""

    read: Callable[[Any], Any]
    schema: dict[str, Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(self.schema)


def one_of(choices: type[StrEnum]) -> Written:
    """A word of a fixed set."""
    words = [choice.value for choice in choices]

    def read(value: Any) -> StrEnum:
        if isinstance(value, str) and value in words:
            return choices(value)
        if not isinstance(value, str):
            raise refused(f"should be one of {', '.join(words)}, not {describe(value)}")
        raise refused(f"{value!r} is not known", did_you_mean(value, words))

    return Written(read, {"enum": words})


def _name(value: Any) -> str:
    text = _string(value)
    if not text.strip():
        raise refused("is empty")
    if not text.isprintable():
        raise refused(f"{text!r} holds a character that cannot be shown", "remove it")
    return text


def _metric_name(value: Any) -> str:
    text = _string(value)
    if not re.fullmatch(r"[^\W\d]\w*", text):
        raise refused(
            f"{text!r} is not a metric's name: letters, digits and underscores, beginning with a letter",
            "put the readable name in `label`",
        )
    return text


def _expression(value: Any) -> str:
    # YAML reads `filter: true` and `expr: 1` as other than text; SQL reads them as they were written.
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        raise refused(f"is the bare date {value}", f"write date '{value}', in double quotes")
    return _not_blank(_string(value))


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise refused(
            f"should be text, not {describe(value)}", None if isinstance(value, dict | list) else "put it in quotes"
        )
    return value


def _not_blank(text: str) -> str:
    if not text.strip():
        raise refused("is empty")
    return text


def _text(value: Any) -> Text:
    if isinstance(value, str):
        return Text.same(_not_blank(value))
    if not isinstance(value, dict):
        raise refused(f"should be text, or {{en: …, zh: …}}, not {describe(value)}", "put it in quotes")
    unknown = [key for key in value if key not in ("en", "zh")]
    if unknown:
        raise refused(f"has the language {unknown[0]!r}", "known: en, zh")
    given = [text for text in (value.get("en"), value.get("zh")) if text is not None]
    if not given:
        raise refused("has no text", "write {en: …, zh: …}")
    for text in given:
        _not_blank(_string(text))
    return Text(en=value.get("en") or given[0], zh=value.get("zh") or given[0])


def _duration(value: Any) -> Duration:
    if not isinstance(value, str):
        raise refused(f"should be a length of time, not {describe(value)}", "write for example 7 days")
    try:
        duration = Duration.parse(value)
    except ValueError as error:
        raise refused(str(error)) from None
    if duration.amount > MOST_DAYS * 1440 or duration.to_timedelta().days > MOST_DAYS:
        raise refused(f"{value!r} is longer than 100 years")
    return duration


def whole_days(value: Any) -> int:
    """A length of time such as `28 days`, as a number of days."""
    days = _duration(value).whole_days
    if days is None:
        raise refused(f"{value!r} is not whole days", "write days or weeks")
    return days


def read_day(value: Any) -> date:
    """A day, in quotes or without."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise refused(f"{value!r} is not a day: {error}") from None
    if not isinstance(value, date):
        raise refused(f"should be a day such as 2026-01-31, not {describe(value)}")
    return value


_LIMIT = re.compile(r"\s*(<=|>=|<|>|≤|≥)\s*([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?)\s*(%?)\s*", re.ASCII)


def _limit(value: Any) -> Limit:
    match = _LIMIT.fullmatch(value) if isinstance(value, str) else None
    if match is None or not match[2].strip("+-"):
        shown = repr(value) if isinstance(value, str) else describe(value)
        raise refused(f"{shown} is not a limit", 'write an operator and a number, as in "< 0.8%" or ">= 70"')
    number = Decimal(match[2].replace(",", ""))
    operator = {"≤": "<=", "≥": ">="}.get(match[1], match[1])
    return Limit(operator, float(number / 100 if match[3] else number), value.strip())


def _formula(value: Any) -> Formula:
    if isinstance(value, dict | list):
        raise refused(f"should be a formula, not {describe(value)}", "as in a * b, or (a + b) / c")
    text = _expression(value)
    try:
        formula = parse_formula(text)
        named = names_in(formula)
    except ValueError as error:
        raise refused(f"is not a formula: {error}", "numbers, metrics, + - * / and parentheses") from None
    except RecursionError:
        raise refused("is nested too deeply", "define its parts as metrics of their own") from None
    if not named:
        raise refused(f"{text!r} names no metric")
    return formula


_TEXT = {"type": "string"}
_DAY = {"type": "string", "format": "date"}
_DURATION = {"type": "string", "pattern": r"^\s*[0-9]+\s*([mM]inute|[hH]our|[dD]ay|[wW]eek)s?\s*$"}
_LIMITS = {"type": "string", "pattern": r"^\s*(<=|>=|<|>|≤|≥)"}
_BOTH = {"type": "object", "properties": {"en": _TEXT, "zh": _TEXT}, "additionalProperties": False, "minProperties": 1}

Name = Annotated[str, Written(_name, _TEXT)]
MetricName = Annotated[str, Written(_metric_name, _TEXT)]
Words = Annotated[Text, Written(_text, {"anyOf": [_TEXT, _BOTH]})]
Expression = Annotated[str, Written(_expression, {"type": ["string", "boolean", "number"]})]
Span = Annotated[Duration, Written(_duration, _DURATION)]
WholeDays = Annotated[int, Written(whole_days, _DURATION)]
Day = Annotated[date, Written(read_day, _DAY)]
Bound = Annotated[Limit, Written(_limit, _LIMITS)]
FormulaText = Annotated[Formula, Written(_formula, _TEXT)]
GrainName = Annotated[Grain, one_of(Grain)]
AggName = Annotated[Agg, one_of(Agg)]
RoleName = Annotated[Role, one_of(Role)]
GoodName = Annotated[Good, one_of(Good)]
StateName = Annotated[State, one_of(State)]
PerName = Annotated[Per, one_of(Per)]
LoadName = Annotated[Load, one_of(Load)]

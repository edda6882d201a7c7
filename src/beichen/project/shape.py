"""What every part of a project's files shares: keys that are known, values of a stated type, and the line of each."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    PlainValidator,
    PrivateAttr,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from beichen.domain.formula import Formula, names_in, parse_formula
from beichen.domain.text import Text
from beichen.domain.time import Duration
from beichen.domain.tree import Limit
from beichen.errors import Where
from beichen.project.document import Mapped, describe, place_of

# A longer window than any business's history; beyond it dates overflow.
MOST_DAYS = 36_525


class Shape(BaseModel):
    """A YAML mapping with known keys; remembers where each was written."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False, defer_build=True)

    noun: ClassVar[str] = "this"  # as in "unknown key 'x' in …"

    _raw: Mapped = PrivateAttr()

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(data, Mapped):
            return handler(data)
        data.noun, data.known = cls.noun, cls.keys()
        shape = handler(_without_empty_sections(cls, data))
        # Set past the frozen model: it is not a field.
        object.__setattr__(shape, "__pydantic_private__", {"_raw": data})
        return shape

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys that the mapping may have."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    def at(self, *path: str | int) -> Where:
        """Where the mapping was written, or what `path` leads to in it."""
        return place_of(self._raw, path, self._raw.file)

    def gives(self, key: str) -> bool:
        """True when the key was written, and not left to its default."""
        return key in self._raw


def refused(message: str, hint: str | None = None) -> PydanticCustomError:
    """An error that a field's validator raises; `message` reads on from the field's name."""
    return PydanticCustomError("refused", "{message}", {"message": message, "hint": hint})


def _without_empty_sections(cls: type[Shape], data: Mapped) -> Any:
    """A section without items (`metrics:` and nothing below) counts as absent; an empty value does not."""
    empty = [key for key, value in data.items() if value is None]
    if not empty:
        return data
    sections = {f.alias or name for name, f in cls.model_fields.items() if f.default_factory in (list, dict)}
    for key in empty:
        if key in data.known and key not in sections:
            raise PydanticCustomError("empty_value", "{key}", {"key": key})
    return {key: value for key, value in data.items() if value is not None or key not in sections}


def _name(text: str) -> str:
    if not text.strip():
        raise refused("is empty")
    if not text.isprintable():
        raise refused(f"{text!r} holds a character that cannot be shown", "remove it")
    return text


def _metric_name(text: str) -> str:
    if not re.fullmatch(r"[^\W\d]\w*", text):
        raise refused(
            f"{text!r} is not a metric's name: letters, digits and underscores, beginning with a letter",
            "put the readable name in `label`",
        )
    return text


def _expression(value: Any) -> Any:
    # YAML reads `filter: true` and `expr: 1` as other than text; SQL reads them as they were written.
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        raise refused(f"is the bare date {value}", f"write date '{value}', in double quotes")
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
        if not isinstance(text, str):
            raise refused(f"should be text, not {describe(text)}", "put it in quotes")
        _not_blank(text)
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
    """A length of time such as `28 days` as a number of days, for a validator."""
    days = _duration(value).whole_days
    if days is None:
        raise refused(f"{value!r} is not whole days", "write days or weeks")
    return days


def as_day(value: Any) -> Any:
    """A day written in quotes as a date, for a validator; anything else as it is."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise refused(f"{value!r} is not a day: {error}") from None
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
    text = _expression(value)
    if not isinstance(text, str):
        raise refused(f"should be a formula, not {describe(value)}", "as in a * b, or (a + b) / c")
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


_DURATION_SCHEMA = {"type": "string", "pattern": r"^\s*[0-9]+\s*([mM]inute|[hH]our|[dD]ay|[wW]eek)s?\s*$"}
_TEXT_SCHEMA = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"en": {"type": "string"}, "zh": {"type": "string"}},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ]
}

Name = Annotated[str, AfterValidator(_name)]
MetricName = Annotated[str, AfterValidator(_metric_name)]
Words = Annotated[Text, PlainValidator(_text), WithJsonSchema(_TEXT_SCHEMA)]
Expression = Annotated[
    str,
    BeforeValidator(_expression),
    AfterValidator(_not_blank),
    WithJsonSchema({"type": ["string", "boolean", "number"]}),
]
Span = Annotated[Duration, PlainValidator(_duration), WithJsonSchema(_DURATION_SCHEMA)]
WholeDays = Annotated[int, PlainValidator(whole_days), WithJsonSchema(_DURATION_SCHEMA)]
Day = Annotated[date, BeforeValidator(as_day), WithJsonSchema({"type": "string", "format": "date"})]
Bound = Annotated[Limit, PlainValidator(_limit), WithJsonSchema({"type": "string", "pattern": r"^\s*(<=|>=|<|>|≤|≥)"})]
FormulaText = Annotated[Formula, PlainValidator(_formula), WithJsonSchema({"type": "string"})]

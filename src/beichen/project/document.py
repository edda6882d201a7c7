"""One YAML file as plain values that know the line on which they were written."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import yaml
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from beichen.errors import ProjectError, Where

# libyaml where it was compiled in, as in all the wheels: ten times the speed
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# More than any file by hand, less than what an alias of aliases would unfold to.
MOST_VALUES = 200_000


class Mapped(dict[str, Any]):
    """A YAML mapping; keys are text as it was written."""

    __slots__ = ("file", "key_lines", "known", "line", "noun")

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file = file
        self.line = line
        self.key_lines: dict[str, int] = {}
        # What this is and which keys it may have, once validation has come by.
        self.noun = "this"
        self.known: tuple[str, ...] = ()


class Listed(list[Any]):
    """A YAML sequence."""

    __slots__ = ("item_lines", "line")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.item_lines: list[int] = []


def parse_bytes(raw: bytes, file: str) -> Mapped:
    """A file's content as the YAML mapping that it holds; an empty file is an empty mapping.

    Args:
        file: its name in errors.

    Raises:
        ProjectError: it is not UTF-8, not YAML, or no mapping.
    """
    try:
        return parse_document(raw.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        raise ProjectError(
            "is not UTF-8", where=Where(file, raw.count(b"\n", 0, error.start) + 1), hint="save the file as UTF-8"
        ) from None


def parse_document(text: str, file: str) -> Mapped:
    """As `parse_bytes`, of text.

    Raises:
        ProjectError: the text is not YAML, or no mapping.
    """
    try:
        data = _Builder(yaml.parse(_SURROGATES.sub(_joined, text), Loader=_LOADER), file).document()
    except RecursionError:
        raise ProjectError("is nested too deeply", where=Where(file, 1)) from None
    except MarkedYAMLError as error:
        raise _not_yaml(error, text, file) from None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ProjectError(
            f"holds the character U+{error.character:04X}", where=Where(file, line), hint="remove it"
        ) from None
    except (YAMLError, ValueError) as error:
        raise ProjectError(f"is not YAML: {error}", where=Where(file, 1)) from None
    if data is None:
        return Mapped(file, 1)
    if not isinstance(data, Mapped):
        raise ProjectError(
            "should hold keys and values, not " + describe(data),
            where=Where(file, 1),
            hint="begin with a key, as in `metrics:`",
        )
    return data


def place_of(data: Any, path: Iterable[Any], file: str) -> Where:
    """The line of the value to which `path` leads; steps that are not in the data are passed over."""
    line = getattr(data, "line", 1)
    for step in path:
        if isinstance(data, Mapped) and step in data:
            line, data = data.key_lines[step], data[step]
        elif isinstance(data, Listed) and isinstance(step, int) and 0 <= step < len(data):
            line, data = data.item_lines[step], data[step]
    return Where(file, line)


def describe(value: Any) -> str:
    """A value as an error names it."""
    match value:
        case None:
            return "nothing"
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case bool():
            return f"the truth value {str(value).lower()}"
        case int() | float():
            return f"the number {value}" if len(str(value)) < 30 else "a long number"
        case date():
            return f"the date {value}"
        case _:
            return repr(value if len(value) < 60 else value[:57] + "…")


def _not_yaml(error: MarkedYAMLError, text: str, file: str) -> ProjectError:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    problem = error.problem or error.context or "it ends too early"
    lines = text.splitlines()
    if "cannot start any token" in problem and line <= len(lines) and _INDENTED_WITH_TAB.match(lines[line - 1]):
        return ProjectError("is indented with a tab", where=Where(file, line), hint="indent with spaces")
    if "invalid Unicode character escape" in problem:
        return ProjectError("holds half a character", where=Where(file, line), hint="write the character itself")
    begun = error.context_mark.line + 1 if error.context_mark else line
    hint = f"{error.context}, begun on line {begun}" if error.context and begun != line else None
    last_line = max(1, len(text.rstrip().splitlines()))
    return ProjectError(f"is not YAML: {problem}", where=Where(file, min(line, last_line)), hint=hint)


# JSON, which is YAML, may write one character as two halves; libyaml takes whole ones only
_SURROGATES = re.compile(r"(?<!\\)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def _joined(halves: re.Match[str]) -> str:
    return f"\\U{0x10000 + ((int(halves[1], 16) - 0xD800) << 10) + int(halves[2], 16) - 0xDC00:08X}"


_INDENTED_WITH_TAB = re.compile(r" *\t")


class _Builder:
    """The events of a YAML text to values; the scalars of YAML 1.2, and days."""

    def __init__(self, events: Iterator[Any], file: str) -> None:
        self.events = events
        self.file = file
        self.anchors: dict[str, tuple[Any, int]] = {}  # value, and how many values it holds
        self.built = 0

    def document(self) -> Any:
        """The value of the only document; None when there is none."""
        next(self.events)  # the stream's start
        if isinstance(next(self.events), StreamEndEvent):
            return None
        value = self._value(next(self.events), 1)
        next(self.events)  # the document's end
        further = next(self.events)
        if not isinstance(further, StreamEndEvent):
            raise ProjectError("holds a second document", where=self._where(further), hint="remove the `---`")
        return value

    def _value(self, event: Any, line: int) -> Any:
        """The value that begins with an event, under a key or list item of `line`."""
        if isinstance(event, AliasEvent):
            return self._alias(event)
        before = self.built
        self._count(1, line)
        value = self._built(event, line)
        if event.anchor is not None:
            self.anchors[event.anchor] = value, self.built - before
        return value

    def _built(self, event: Any, line: int) -> Any:
        if event.tag is not None and str(event.tag) not in _KNOWN_TAGS:
            raise ProjectError(
                f"the tag {str(event.tag)!r} has no meaning here", where=self._where(event), hint="remove it"
            )
        if isinstance(event, MappingStartEvent):
            return self._mapped(line)
        if isinstance(event, SequenceStartEvent):
            return self._listed(line)
        return self._scalar(event)

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self.anchors:
            raise ProjectError(
                f"*{event.anchor} stands for nothing", where=self._where(event), hint="anchors come first"
            )
        value, size = self.anchors[event.anchor]
        self._count(size, event.start_mark.line + 1)
        return deepcopy(value) if isinstance(value, Mapped | Listed) else value

    def _count(self, values: int, line: int) -> None:
        self.built += values
        if self.built > MOST_VALUES:
            raise ProjectError(f"holds more than {MOST_VALUES:,} values", where=Where(self.file, line))

    def _listed(self, line: int) -> Listed:
        listed = Listed(line)
        while not isinstance(event := next(self.events), SequenceEndEvent):
            item_line = event.start_mark.line + 1
            listed.item_lines.append(item_line)
            listed.append(self._value(event, item_line))
        return listed

    def _mapped(self, line: int) -> Mapped:
        mapped, merged = Mapped(self.file, line), []
        while not isinstance(event := next(self.events), MappingEndEvent):
            key, key_line = self._key(event), event.start_mark.line + 1
            value = self._value(next(self.events), key_line)
            if key == "<<":
                merged += self._bases(value, event)
                continue
            if key in mapped:
                raise ProjectError(
                    f"{key!r} is given twice",
                    where=Where(self.file, key_line),
                    hint=f"first on line {mapped.key_lines[key]}",
                )
            mapped[key] = value
            mapped.key_lines[key] = key_line
        for base in merged:
            for key in [key for key in base if key not in mapped]:
                mapped[key] = base[key]
                mapped.key_lines[key] = base.key_lines[key]
        return mapped

    def _bases(self, value: Any, event: Any) -> list[Mapped]:
        bases = value if isinstance(value, Listed) else [value]
        if not all(isinstance(base, Mapped) for base in bases):
            raise ProjectError("'<<' takes a mapping or several", where=self._where(event))
        return list(bases)

    def _key(self, event: Any) -> str:
        if not isinstance(event, ScalarEvent):
            raise ProjectError(
                "a key should be text", where=self._where(event), hint="a colon or brace may be misplaced"
            )
        return self._text(event)

    def _scalar(self, event: Any) -> Any:
        text = self._text(event)
        # What is quoted, or a block, or tagged as text, is text.
        if event.style or str(event.tag) == _TAG + "str":
            return text
        try:
            return _plain(text)
        except ValueError as error:
            raise ProjectError(f"{text} is not a day: {error}", where=self._where(event)) from None

    def _text(self, event: Any) -> str:
        text: str = event.value
        if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
            raise ProjectError("holds half a character (a lone surrogate)", where=self._where(event), hint="remove it")
        return text

    def _where(self, event: Any) -> Where:
        return Where(self.file, event.start_mark.line + 1)


_TAG = "tag:yaml.org,2002:"
_KNOWN_TAGS = frozenset(_TAG + kind for kind in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq"))
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_NUMBER = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})|(?P<int>[-+]?\d[\d_]*)|(?P<hex>0x[\da-fA-F]+)|(?P<oct>0o[0-7]+)"
    r"|(?P<float>[-+]?(\.\d+|\d[\d_]*(\.\d*)?)([eE][-+]?\d+)?)",
    re.ASCII,
)
# Beyond this Python refuses to read digits, and no figure of a project is so long.
_MOST_DIGITS = 400


def _plain(text: str) -> Any:
    """A plain scalar: null, a truth value, a number, a day, or text.

    Raises:
        ValueError: the text has the form of a day, but is none.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "0123456789+-." or len(text) > _MOST_DIGITS:
        return text
    match = _NUMBER.fullmatch(text)
    match match.lastgroup if match else None:
        case "day":
            return date.fromisoformat(text)
        case "int":
            return int(text.replace("_", ""))
        case "hex" | "oct":
            return int(text, 0)
        case None:
            return text
        case _:
            return float(text.replace("_", ""))

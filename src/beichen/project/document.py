"""One YAML file as plain values that know the line on which they were written."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from beichen.errors import ProjectError, Where

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


def read_document(path: Path, file: str) -> Mapped:
    """Read a file that holds one YAML mapping; an empty file is an empty mapping.

    Args:
        path: where it lies.
        file: its name in errors.

    Raises:
        ProjectError: it cannot be read, is not UTF-8, not YAML, or no mapping.
    """
    return parse_document(_read_text(path, file), file)


def parse_document(text: str, file: str) -> Mapped:
    """As `read_document`, of a text that is at hand.

    Raises:
        ProjectError: the text is not YAML, or no mapping.
    """
    try:
        data = _Builder(file).value(_compose(text, file), line=1)
    except RecursionError:
        raise ProjectError("is nested too deeply", where=Where(file, 1), hint="an alias may contain itself") from None
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


def _read_text(path: Path, file: str) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ProjectError(f"cannot be read: {error.strerror or error}", where=Where(file)) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProjectError(
            "is not UTF-8", where=Where(file, raw.count(b"\n", 0, error.start) + 1), hint="save the file as UTF-8"
        ) from None


def _compose(text: str, file: str) -> Node | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)
            return YAML(typ="safe", pure=True).compose(text)  # type: ignore[no-any-return]
    except MarkedYAMLError as error:
        raise _not_yaml(error, text, file) from None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ProjectError(
            f"holds the character U+{error.character:04X}", where=Where(file, line), hint="remove it"
        ) from None
    except (YAMLError, ValueError) as error:
        raise ProjectError(f"is not YAML: {error}", where=Where(file, 1)) from None


def _not_yaml(error: MarkedYAMLError, text: str, file: str) -> ProjectError:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    problem = error.problem or error.context or "it ends too early"
    if "'\\t'" in problem:
        return ProjectError("is indented with a tab", where=Where(file, line), hint="indent with spaces")
    begun = error.context_mark.line + 1 if error.context_mark else line
    hint = f"{error.context}, begun on line {begun}" if error.context and begun != line else None
    last_line = max(1, len(text.rstrip().splitlines()))
    return ProjectError(f"is not YAML: {problem}", where=Where(file, min(line, last_line)), hint=hint)


_TAG = "tag:yaml.org,2002:"
_KNOWN_TAGS = frozenset(
    _TAG + kind for kind in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "map", "seq")
)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class _Builder:
    """YAML nodes to values."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.built = 0

    def value(self, node: Node | None, line: int) -> Any:
        """The value of a node that stands under a key or list item of `line`."""
        self.built += 1
        if self.built > MOST_VALUES:
            raise ProjectError(f"holds more than {MOST_VALUES:,} values", where=Where(self.file, line))
        if node is None:
            return None
        if node.tag not in _KNOWN_TAGS:
            raise ProjectError(f"the tag {node.tag!r} has no meaning here", where=self._where(node), hint="remove it")
        if isinstance(node, MappingNode):
            return self._mapped(node, line)
        if isinstance(node, SequenceNode):
            return self._listed(node, line)
        return self._scalar(node)

    def _listed(self, node: SequenceNode, line: int) -> Listed:
        listed = Listed(line)
        for item in node.value:
            item_line = item.start_mark.line + 1
            listed.item_lines.append(item_line)
            listed.append(self.value(item, item_line))
        return listed

    def _mapped(self, node: MappingNode, line: int) -> Mapped:
        mapped = Mapped(self.file, line)
        merged: list[Mapped] = []
        for key_node, value_node in node.value:
            if key_node.tag == _TAG + "merge":
                merged += self._merged(value_node)
                continue
            key, key_line = self._key(key_node), key_node.start_mark.line + 1
            if key in mapped:
                raise ProjectError(
                    f"{key!r} is given twice",
                    where=Where(self.file, key_line),
                    hint=f"first on line {mapped.key_lines[key]}",
                )
            mapped[key] = self.value(value_node, key_line)
            mapped.key_lines[key] = key_line
        for base in merged:
            for key in [key for key in base if key not in mapped]:
                mapped[key] = base[key]
                mapped.key_lines[key] = base.key_lines[key]
        return mapped

    def _merged(self, node: Node) -> list[Mapped]:
        value = self.value(node, node.start_mark.line + 1)
        bases = value if isinstance(value, Listed) else [value]
        if not all(isinstance(base, Mapped) for base in bases):
            raise ProjectError("'<<' takes a mapping or several", where=self._where(node))
        return list(bases)

    def _key(self, node: Node) -> str:
        if not isinstance(node, ScalarNode):
            raise ProjectError(
                "a key should be text", where=self._where(node), hint="a colon or brace may be misplaced"
            )
        return self._text(node)

    def _scalar(self, node: Node) -> Any:
        text: str = node.value
        try:
            match str(node.tag).removeprefix(_TAG):
                case "null":
                    return None
                case "bool":
                    return text.lower() in ("true", "yes", "on", "y")
                case "int":
                    return _integer(text)
                case "float":
                    return _real(text)
                case "timestamp":
                    return self._day(node)
        except ValueError:
            return text
        return self._text(node)

    def _day(self, node: Node) -> Any:
        match = _DAY.fullmatch(node.value)
        if match is None:
            return node.value
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError as error:
            raise ProjectError(f"{node.value} is not a day: {error}", where=self._where(node)) from None

    def _text(self, node: Node) -> str:
        text: str = node.value
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise ProjectError("holds half a character (a lone surrogate)", where=self._where(node), hint="remove it")
        return text

    def _where(self, node: Node) -> Where:
        return Where(self.file, node.start_mark.line + 1)


def _integer(text: str) -> int:
    digits = text.replace("_", "").lower()
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+-")
    base = {"0x": 16, "0o": 8, "0b": 2}.get(digits[:2], 10)
    return sign * int(digits if base == 10 else digits[2:], base)


def _real(text: str) -> float:
    digits = text.replace("_", "").lower()
    return float(digits.replace(".inf", "inf").replace(".nan", "nan"))

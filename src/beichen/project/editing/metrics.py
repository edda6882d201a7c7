"""Metrics in their files: one put in or taken out, and the file in which a new one belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from yaml.nodes import MappingNode, Node, SequenceNode

from beichen.domain.metric import model_of
from beichen.domain.project import Project
from beichen.errors import ProjectError, Where
from beichen.project.document import Mapped, parse_bytes, parse_document
from beichen.project.editing.equal import means
from beichen.project.editing.notation import item
from beichen.project.editing.splice import Edit, Splicer, apply_edits, compose

SECTION = "metrics"
_MARK = b"\xef\xbb\xbf"


def put_metric(content: bytes | None, file: str, keys: Mapping[str, Any], *, name: str | None = None) -> bytes:
    """A metrics file in which a metric says `keys`, and every other byte is as it was.

    Args:
        content: what the file holds; None where there is none yet.
        keys: all that the metric is to say, in the order in which it is told.
        name: by which the file knows it; None for a new one, which is added at the end.

    Raises:
        ProjectError: the file is not sound, has no such metric, or is written in a way that cannot be changed in place.
    """
    old = _Held(content, file)
    if name is None:
        return old.checked(old.added(keys), [*old.metrics, keys])
    position = old.position(name)
    if not keys.keys() & old.metrics[position].keys():
        raise ProjectError(f"nothing of metric {name!r} would stay", hint="give it its name", where=Where(file))
    new = old.edited(old.splicer.change_mapping(old.item(position), old.metrics[position], keys))
    return old.checked(new, [keys if number == position else held for number, held in enumerate(old.metrics)])


def remove_metric(content: bytes, file: str, name: str) -> bytes | None:
    """A metrics file without a metric; None when it then holds nothing, so that it can go.

    Raises:
        ProjectError: the file has no such metric, or cannot be changed in place.
    """
    old = _Held(content, file)
    position = old.position(name)
    rest = [held for number, held in enumerate(old.metrics) if number != position]
    if not rest:
        return None if set(old.document) == {SECTION} else old.checked(old.emptied(), [])
    return old.checked(old.edited(old.splicer.remove_item(old.list(), position)), rest)


def spread_metric(content: bytes | None, file: str, keys: Mapping[str, Any], *, name: str | None = None) -> Spread:
    """As `put_metric`, every value of the metric on a line of its own, so that a line tells which value is meant."""
    old = _Held(content, file)
    position = len(old.metrics)
    if name is None:
        text = old.added(keys, spread=True)
    else:
        position = old.position(name)
        if old.list().flow_style:
            return spread_metric(None, file, keys)
        lines = item(dict(keys), old.list().start_mark.column, spread=True)
        text = old.edited([old.splicer.replace_item(old.list(), position, lines)])
    return Spread(text.encode(), _paths(text, position))


class Spread:
    """A metrics file in which every value of one metric has a line of its own.

    Attributes:
        content: the file.
        paths: the way to the metric's value by line, such as `("having", "days", "expr")`.
    """

    def __init__(self, content: bytes, paths: Mapping[int, tuple[str | int, ...]]) -> None:
        self.content = content
        self.paths = paths


def metric_text(content: bytes, file: str, name: str | None) -> str:
    """A metric as its file says it, without the indentation of the list; None is the last one."""
    held = _Held(content, file)
    return held.splicer.item_text(held.list(), -1 if name is None else held.position(name))


def file_for(project: Project, name: str, *, model: str | None, parts: Collection[str] = ()) -> str:
    """The file in which a new metric belongs: with those of its model or its parts, else one of its own.

    Args:
        model: whose rows it reads; None for a metric over metrics, its `parts`.
    """
    files = Counter(
        other.where.file
        for other in project.metrics.values()
        if other.where is not None and (other.name in parts if model is None else model_of(other.spec) == model)
    )
    if files:
        return min(files, key=lambda file: (-files[file], file))
    return f"{SECTION}/{model or name}.yml"


class _Held:
    """A metrics file as it is."""

    def __init__(self, content: bytes | None, file: str) -> None:
        self.file = file
        self.mark = _MARK if content is not None and content.startswith(_MARK) else b""
        self.document = parse_bytes(content or b"", file)
        self.text = (content or b"").decode("utf-8-sig")
        self.splicer = Splicer(self.text)
        self.metrics: Sequence[Any] = self.document.get(SECTION) or []
        self.node = compose(self.text)

    def position(self, name: str) -> int:
        for number, metric in enumerate(self.metrics):
            if isinstance(metric, Mapped) and metric.get("name") == name:
                return number
        raise ProjectError(f"has no metric {name!r}", where=Where(self.file), hint="it may have been moved or removed")

    def list(self) -> SequenceNode:
        value = self._section()
        if not isinstance(value, SequenceNode):
            raise self._refusal()
        return value

    def item(self, position: int) -> MappingNode:
        value = self.list().value[position]
        if not isinstance(value, MappingNode) or _is_shared(value):
            raise self._refusal()
        return value

    def added(self, keys: Mapping[str, Any], *, spread: bool = False) -> str:
        """The text with a metric more, below all others."""
        section = self._section()
        if isinstance(section, SequenceNode) and section.value:
            apart = self._stands_apart(section)
            return self.edited([self.splicer.append(section, dict(keys), spread=spread, apart=apart)])
        lines = item(dict(keys), 2, spread=spread)
        newline = self.splicer.newline
        if section is None:
            begun = self.text if not self.text or self.text.endswith("\n") else self.text + newline
            return begun + newline.join([f"{SECTION}:", *lines]) + newline
        # a section without items: `metrics:` or `metrics: []`
        start = self._key().end_mark.index + 1
        rest = self.edited([Edit(start, section.end_mark.index if section.end_mark.index > start else start, "")])
        end = rest.find("\n", start)
        head, tail = (rest, "") if end < 0 else (rest[:end].removesuffix("\r"), rest[end + 1 :])
        return newline.join([head, *lines]) + newline + tail

    def emptied(self) -> str:
        start = self._key().end_mark.index + 1
        section = self.list()
        end = self.splicer.end(section)
        return self.text[:start] + " []" + self.text[end:]

    def edited(self, edits: Sequence[Edit]) -> str:
        return apply_edits(self.text, edits)

    def checked(self, text: str, metrics: Sequence[Mapping[str, Any]]) -> bytes:
        """The new content, when it says what it should and nothing else has changed.

        Raises:
            ProjectError: it does not: the file is written in a way for which splicing is not made.
        """
        try:
            document = parse_document(text, self.file)
        except ProjectError:
            raise self._refusal() from None
        others = {key: value for key, value in self.document.items() if key != SECTION}
        now = document.pop(SECTION, None) or []
        alike = len(now) == len(metrics) and all(means(*pair) for pair in zip(now, metrics, strict=True))
        if document != others or not alike:
            raise self._refusal()
        return self.mark + text.encode()

    def _section(self) -> Node | None:
        pairs = self.node.value if self.node is not None else []
        return next((value for key, value in pairs if key.value == SECTION), None)

    def _key(self) -> Node:
        assert self.node is not None  # only asked where the section is there
        found: Node = next(key for key, _ in self.node.value if key.value == SECTION)
        return found

    def _stands_apart(self, section: SequenceNode) -> bool:
        """True when the last metric has an empty line before it."""
        before = self.text[: section.value[-1].start_mark.index].splitlines()
        return len(before) > 1 and not before[-2].strip()

    def _refusal(self) -> ProjectError:
        return ProjectError(
            "is written in a way that cannot be changed in place",
            where=Where(self.file),
            hint="anchors, aliases and tags are changed by hand, in an editor",
        )


def _is_shared(node: Node) -> bool:
    """True when part of the value is written elsewhere: an alias, or a base that is merged in."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, MappingNode):
        children = [child for pair in node.value for child in pair]
        if any(key.value == "<<" for key, _ in node.value):
            return True
    else:
        children = node.value if isinstance(node, SequenceNode) else []
    return any(not start <= child.start_mark.index <= end or _is_shared(child) for child in children)


def _paths(text: str, position: int) -> dict[int, tuple[str | int, ...]]:
    found: dict[int, tuple[str | int, ...]] = {}
    _note_lines(parse_document(text, "")[SECTION][position], (), found)
    return found


def _note_lines(value: Any, path: tuple[str | int, ...], found: dict[int, tuple[str | int, ...]]) -> None:
    if isinstance(value, Mapped):
        for key, held in value.items():
            found[value.key_lines[key]] = (*path, key)
            _note_lines(held, (*path, key), found)
    elif isinstance(value, list):
        for number, held in enumerate(value):
            found.setdefault(value.item_lines[number], (*path, number))  # type: ignore[attr-defined]
            _note_lines(held, (*path, number), found)

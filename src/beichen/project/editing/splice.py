"""Splicing: the few edits of a YAML text that make one of its mappings say something else.

The text is never written anew: the places of values are looked up in it, and
only what must change is replaced, so that all else keeps every byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode

from beichen.project.editing.equal import means
from beichen.project.editing.notation import entry, inline, item

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands for `text[start:end]`."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text with every edit made; none overlaps another."""
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def compose(text: str) -> MappingNode | None:
    """The places of everything in a text that holds a mapping; None for an empty one."""
    node = yaml.compose(text, Loader=_LOADER)
    return node if isinstance(node, MappingNode) else None


class Splicer:
    """Edits of one text, in its own line endings."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def change_mapping(self, node: MappingNode, written: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[Edit]:
        """Edits after which the mapping says what is wanted; the two share keys, whose order stays."""
        kept = [pair for pair in node.value if pair[0].value in wanted]
        edits = [edit for pair in kept for edit in self._change_entry(pair, written, wanted)]
        edits += self._remove([self._span(*pair) for pair in node.value], [pair in kept for pair in node.value], node)
        return edits + self._insert_entries(node, kept, wanted)

    def append(self, node: SequenceNode, value: Any, *, spread: bool = False, apart: bool = False) -> Edit:
        """The edit that adds an item at a list's end; `apart`: after an empty line."""
        last = node.value[-1]
        if node.flow_style:
            return self._insert_at(self.end(last), ", " + inline(value))
        lines = item(value, node.start_mark.column, spread=spread)
        return self._insert_below(self.end(last), [""] * apart + lines)

    def remove_item(self, node: SequenceNode, position: int) -> list[Edit]:
        """The edits that take an item out of a list with others."""
        spans = [self._item_span(node, each) for each in node.value]
        return list(self._remove(spans, [number != position for number in range(len(spans))], node))

    def item_text(self, node: SequenceNode, position: int) -> str:
        """A list's item without its dash, its lines moved to the left as far as they can be."""
        child = node.value[position]
        start, column = child.start_mark.index, child.start_mark.column
        lines = self.text[start : self.end(child)].splitlines()
        return "\n".join([lines[0], *(line[min(column, len(line) - len(line.lstrip())) :] for line in lines[1:])])

    def replace_item(self, node: SequenceNode, position: int, lines: Sequence[str]) -> Edit:
        """The edit that puts other lines in the place of a block list's item."""
        start, end = self._item_span(node, node.value[position])
        return Edit(start, end, self.newline.join(lines).lstrip(" "))

    def _change_entry(
        self, pair: tuple[Node, Node], written: Mapping[str, Any], wanted: Mapping[str, Any]
    ) -> list[Edit]:
        key_node, node = pair
        key = key_node.value
        if means(written[key], wanted[key]):
            return []
        return self._change_value(key_node, node, written[key], wanted[key])

    def _change_value(self, key: Node | None, node: Node, written: Any, wanted: Any) -> list[Edit]:
        if isinstance(node, MappingNode) and isinstance(wanted, Mapping) and _share_keys(node, wanted):
            return self.change_mapping(node, written, wanted)
        if isinstance(node, SequenceNode) and isinstance(wanted, list) and node.value and wanted:
            return self._change_sequence(node, written, wanted)
        return [self._replace(node, wanted, key)]

    def _change_sequence(self, node: SequenceNode, written: Sequence[Any], wanted: Sequence[Any]) -> list[Edit]:
        """Items that stay in their place are changed there; further ones are added or removed at the end."""
        both = list(zip(node.value, written, wanted, strict=False))
        edits = [
            e for child, was, now in both if not means(was, now) for e in self._change_value(None, child, was, now)
        ]
        if len(wanted) < len(written):
            spans = [self._item_span(node, each) for each in node.value]
            edits += self._remove(spans, [number < len(wanted) for number in range(len(spans))], node)
        added = [self.append(node, value) for value in wanted[len(written) :]]
        # one edit: what is inserted at the same place would change places
        return [*edits, Edit(added[0].start, added[0].end, "".join(edit.text for edit in added))] if added else edits

    def _replace(self, node: Node, wanted: Any, key: Node | None = None) -> Edit:
        in_flow = self._is_in_flow(node)
        if not isinstance(node, CollectionNode) or node.flow_style:
            start, end = node.start_mark.index, self.end(node)
            gap = " " if key is not None and start == key.end_mark.index + 1 else ""  # a key without a value
            return Edit(start, end, gap + inline(wanted, in_flow=in_flow))
        start = key.end_mark.index + 1 if key is not None else node.start_mark.index
        return Edit(start, self.end(node), (" " if key is not None else "") + inline(wanted, in_flow=in_flow))

    def _insert_entries(
        self, node: MappingNode, kept: Sequence[tuple[Node, Node]], wanted: Mapping[str, Any]
    ) -> list[Edit]:
        """New keys, each after the one that stands before it among those wanted."""
        present = {pair[0].value: pair for pair in kept}
        after, groups = kept[0][0].value, dict[str, list[str]]()
        for key in wanted:
            if key in present:
                after = key
            else:
                groups.setdefault(after, []).append(key)
        return [
            self._insert_group(node, present[after], {k: wanted[k] for k in keys}) for after, keys in groups.items()
        ]

    def _insert_group(self, node: MappingNode, after: tuple[Node, Node], added: Mapping[str, Any]) -> Edit:
        _, end = self._span(*after)
        if node.flow_style:
            return self._insert_at(end, "".join(f", {inline(key)}: {inline(value)}" for key, value in added.items()))
        indent = node.value[0][0].start_mark.column
        return self._insert_below(end, [line for key, value in added.items() for line in entry(key, value, indent)])

    def _remove(self, spans: Sequence[tuple[int, int]], stays: Sequence[bool], node: CollectionNode) -> Iterator[Edit]:
        for number, (start, _) in enumerate(spans):
            if stays[number]:
                continue
            if not node.flow_style:
                yield self._remove_lines(spans, number)
            elif any(stays[number + 1 :]):
                yield Edit(start, spans[number + 1][0], "")
            elif stays[number - 1]:
                # the last ones go with the comma before them
                yield Edit(spans[number - 1][1], spans[-1][1], "")

    def _remove_lines(self, spans: Sequence[tuple[int, int]], number: int) -> Edit:
        start, end = spans[number]
        line = self.text.rfind("\n", 0, start) + 1
        if self.text[line:start].strip():  # the first key of a list's item stands behind the dash
            return Edit(start, spans[number + 1][0], "")
        below = self._line_end(end)
        if below < len(self.text):
            return Edit(line, self.text.index("\n", below) + 1, "")
        return Edit(max(line - len(self.newline), 0), below, "")

    def _insert_at(self, place: int, text: str) -> Edit:
        return Edit(place, place, text)

    def _insert_below(self, place: int, lines: Sequence[str]) -> Edit:
        end = self._line_end(place)
        return Edit(end, end, "".join(self.newline + line for line in lines))

    def _span(self, key: Node, value: Node) -> tuple[int, int]:
        return key.start_mark.index, max(key.end_mark.index + 1, self.end(value))

    def _item_span(self, node: SequenceNode, child: Node) -> tuple[int, int]:
        """A list's item, with its dash."""
        start = child.start_mark.index
        if not node.flow_style:
            line = self.text.rfind("\n", 0, start) + 1
            start = self.text.index("-", line + node.start_mark.column)
        return start, self.end(child)

    def end(self, node: Node) -> int:
        """Where a value really ends: marks of blocks lie beyond the comments that follow."""
        if not isinstance(node, CollectionNode) or node.flow_style:
            end: int = node.end_mark.index
            begin: int = node.start_mark.index
            return begin + len(self.text[begin:end].rstrip()) if end > begin else end
        children = [child[1] if isinstance(child, tuple) else child for child in node.value]
        last = node.value[-1]
        return max(self.end(children[-1]), last[0].end_mark.index + 1 if isinstance(last, tuple) else 0)

    def _line_end(self, place: int) -> int:
        """The end of the line, without what ends it."""
        end = self.text.find("\n", place)
        if end < 0:
            return len(self.text)
        return end - 1 if self.text[end - 1] == "\r" else end

    def _is_in_flow(self, node: Node) -> bool:
        """True when the value stands between brackets, where commas and brackets end a bare text."""
        return bool(self._brackets_before(node.start_mark.index))

    def _brackets_before(self, place: int) -> int:
        depth = 0
        for token in yaml.scan(self.text, Loader=_LOADER):
            if token.start_mark.index >= place:
                return depth
            if isinstance(token, yaml.FlowMappingStartToken | yaml.FlowSequenceStartToken):
                depth += 1
            elif isinstance(token, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken):
                depth -= 1
        return depth


def _share_keys(node: MappingNode, wanted: Mapping[str, Any]) -> bool:
    return any(key.value in wanted for key, _ in node.value)

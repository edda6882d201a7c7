"""The tree of `beichen tree`, a metric a line, drivers indented below what they drive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from beichen.domain.metric import Draft, Good, Metric
from beichen.domain.observation import Reason
from beichen.domain.project import Project
from beichen.domain.text import Locale
from beichen.faces.cli.session import Document
from beichen.faces.cli.show.numbers import format_cell, format_delta, format_relative
from beichen.faces.cli.show.text import Column, Style, paint, render_table, visible
from beichen.faces.cli.wording import say

SHAPES = {"ok": "●", "risk": "▲", "off": "◆", "none": "○", "unknown": "◌"}


def show_tree(document: Document, project: Project, locale: Locale) -> str:
    """The tree with value, change, contribution to the North Star's change and owner; what is beside it stands below."""
    lines = list(_lines(document, locale))
    nodes = {node["metric"]: node for node in document["nodes"]}
    columns = [
        Column(""),
        Column(say("value", locale), right=True),
        Column(say("change", locale), right=True),
        Column("", right=True),
        Column(say("contribution", locale), right=True),
        Column(say("owner", locale)),
        Column(""),
    ]
    unit = project.metrics[document["north_star"]].unit
    cells = [_cells(line, nodes.get(line.metric), project, locale, north_star_unit=unit) for line in lines]
    head, *body = render_table(columns, cells)
    coloured = [_coloured(text, nodes.get(line.metric), project) for text, line in zip(body, lines, strict=True)]
    # within a slice nothing is judged
    legend = [] if document["slice"] else ["", _legend(locale)]
    return "\n".join([_title(document, project, locale), "", paint(head, Style.FAINT), *coloured, *legend])


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: a metric with the guides that lead to it, or a heading, which has no metric."""

    guides: str
    metric: str
    contribution: float | None = None  # to the North Star's change, in its unit
    estimated: bool = False
    again: bool = False  # its own drivers were shown where it came first


def _lines(document: Document, locale: Locale) -> Iterator[_Line]:
    edges: dict[str, list[Mapping[str, Any]]] = {}
    for edge in document["edges"]:
        edges.setdefault(edge["parent"], []).append(edge)
    seen: set[str] = set()
    yield from _walk(_Line("", document["north_star"]), edges, seen, "")
    if document["unexplained"]:
        yield _Line(say("unexplained", locale), "", document["unexplained"])
    for role, title in (("guardrail", "guardrails"), ("outcome", "outcomes"), (None, "others")):
        beside = [n["metric"] for n in document["nodes"] if n["metric"] not in seen and role in (n["role"], None)]
        if beside:
            yield _Line(say(title, locale), "")
            yield from (_Line("  ", metric) for metric in beside)
            seen.update(beside)


def _walk(line: _Line, edges: Mapping[str, list[Mapping[str, Any]]], seen: set[str], indent: str) -> Iterator[_Line]:
    """The line, then its drivers'; a metric that drives several is unfolded once."""
    yield line
    seen.add(line.metric)
    children = edges.get(line.metric, [])
    for place, edge in enumerate(children, start=1):
        last = place == len(children)
        dashed = edge["kind"] == "influence"
        guides = indent + ("└" if last else "├") + ("┄ " if dashed else "─ ")
        child = _Line(guides, edge["child"], edge["contribution"], dashed, again=edge["child"] in seen)
        if child.again:
            yield child
        else:
            yield from _walk(child, edges, seen, indent + ("   " if last else "│  "))


def _cells(
    line: _Line, node: Mapping[str, Any] | None, project: Project, locale: Locale, *, north_star_unit: str | None
) -> tuple[str, ...]:
    gave = "" if line.contribution is None else format_delta(line.contribution, north_star_unit)
    gave = f"≈ {gave}" if line.estimated and gave else gave
    if node is None:
        return (line.guides, "", "", "", gave, "", "")
    unit = _found(line.metric, project).unit
    person = project.people.get(node["owner"] or "")
    shape = "┈" if node["draft"] else SHAPES.get(node["status"], "○")
    return (
        f"{line.guides}{shape} {node['label'][locale]}",
        format_cell(node["value"], unit),
        format_delta(node["change"], unit),
        format_relative(node["change"], node["previous"], unit),
        gave,
        person.name if person else "",
        ", ".join(_remarks(line, node, locale)),
    )


def _remarks(line: _Line, node: Mapping[str, Any], locale: Locale) -> Iterator[str]:
    if node["draft"] or node["reason"] == Reason.NO_DIMENSION:
        yield Reason(node["reason"]).text.of(locale)
    elif not node["complete"]:
        yield say("partial", locale)
    if line.again:
        yield say("shown_above", locale)


def _found(metric: str, project: Project) -> Metric | Draft:
    return project.drafts[metric] if metric in project.drafts else project.metrics[metric]


def _coloured(text: str, node: Mapping[str, Any] | None, project: Project) -> str:
    """A line whose metric moved in its good direction in teal, in its bad one in vermilion; a heading strong."""
    if node is None:
        return paint(text, Style.STRONG)
    verdict = _verdict(_found(node["metric"], project), node["change"])
    return text if verdict is None else paint(text, verdict)


def _verdict(metric: Metric | Draft, change: float | None) -> Style | None:
    if metric.good is None or not change:
        return None
    return Style.GOOD if (change > 0) == (metric.good is Good.UP) else Style.BAD


def _title(document: Document, project: Project, locale: Locale) -> str:
    name = paint(visible(project.name), Style.STRONG)
    for dimension, value in document["slice"].items():
        name += f"  {project.dimension_label(dimension).of(locale)} = {visible(value or 'null')}"
    if document["period"] is None:
        return name
    if document["versus"] is None:
        return f"{name}  {document['period']}"
    return f"{name}  {say('compared', locale, period=document['period'], versus=document['versus'])}"


def _legend(locale: Locale) -> str:
    return paint("  ".join(f"{shape} {say(f'status_{name}', locale)}" for name, shape in SHAPES.items()), Style.FAINT)

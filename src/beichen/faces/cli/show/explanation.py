"""The answer of `beichen explain`: the sentence first, then what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from beichen.domain.observation import Reason
from beichen.domain.project import Project
from beichen.domain.text import Locale
from beichen.domain.time import Grain
from beichen.domain.units import format_share
from beichen.faces.cli.session import Document
from beichen.faces.cli.show.coinciding import show_coinciding
from beichen.faces.cli.show.located import show_located
from beichen.faces.cli.show.numbers import format_cell, format_delta, format_relative
from beichen.faces.cli.show.text import Column, Style, paint, render_table
from beichen.faces.cli.wording import say
from beichen.judgement.change import Verdict
from beichen.judgement.influence_sentence import tell_evidence
from beichen.tree.identity import BranchKind
from beichen.workspace.explaining.explanation import by_one_dimension

SEGMENTS_SHOWN = 12
WHOLE = 100  # ends of a range from here on are shown without decimals
_BAR = 16  # columns on each side of a bar's axis


def show_explanation(document: Document, project: Project, locale: Locale) -> str:
    """The sentence, the change, and every branch and segment that made it."""
    blocks = [
        [paint(document["sentence"][locale], Style.STRONG)],
        _change(document, project, locale),
        _branches(document, project, locale),
        show_located(document, project, locale),
        _segments(document, project, locale),
        show_coinciding(document, locale),
        _robustness(document, locale),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _change(document: Document, project: Project, locale: Locale) -> list[str]:
    if document["versus"] is None:
        return []
    unit = project.metrics[document["metric"]].unit
    before, after, change = document["before"], document["after"], document["change"]
    relative = format_relative(change, before, unit)
    move = f"{format_cell(before, unit)} → {format_cell(after, unit)}   {format_delta(change, unit)}"
    move += f"  ({relative})" if relative else ""
    lines = [say("moved", locale, period=document["period"], versus=document["versus"], move=move)]
    return [*lines, paint(_expected(document["expected"], unit, locale), Style.FAINT)]


def _expected(expected: Document, unit: str | None, locale: Locale) -> str:
    if expected["reason"] is not None:
        return say("no_expectation", locale, reason=Reason(expected["reason"]).text.of(locale))
    low, high = (
        format_cell(round(end) if abs(end) >= WHOLE else end, unit) for end in (expected["low"], expected["high"])
    )
    return say("moved_out" if expected["verdict"] == Verdict.MOVED else "stayed_in", locale, low=low, high=high)


def _branches(document: Document, project: Project, locale: Locale) -> list[str]:
    branches = document["branches"]
    if not branches:
        return []
    rows = list(_branch_rows(document, project, locale))
    columns = [
        Column(say("branches", locale)),
        Column(say("contribution", locale), right=True),
        Column(say("share", locale), right=True),
        Column(""),
        Column(""),
    ]
    head, *body = render_table(columns, rows)
    return [paint(head, Style.FAINT), *body]


def _branch_rows(document: Document, project: Project, locale: Locale) -> Iterator[tuple[str, ...]]:
    """A row a branch, indented below its parent; contributions of all of them are in the metric's own unit."""
    unit = project.metrics[document["metric"]].unit
    scale = max((abs(branch["contribution"] or 0) for branch in document["branches"]), default=0)
    for depth, branch in _top_down(document["branches"], document["metric"]):
        estimated = branch["kind"] == BranchKind.INFLUENCE
        about = "≈ " if estimated and branch["contribution"] is not None else ""
        yield (
            "  " * depth + ("~ " if estimated else "") + _branch_name(branch, project, locale),
            about + format_delta(branch["contribution"], unit) + _interval(branch["interval"], unit),
            format_share(branch["share"]),
            draw_bar(branch["contribution"], scale),
            paint(_evidence(branch, Grain(document["grain"]), locale), Style.FAINT) if estimated else "",
        )
    own = [row for row in document["branches"] if row["kind"] == BranchKind.UNEXPLAINED]
    if document["unexplained"] and not any(row["parent"] == document["metric"] for row in own):
        yield (say("unexplained", locale), format_delta(document["unexplained"], unit), "", "", "")


def _branch_name(branch: Mapping[str, Any], project: Project, locale: Locale) -> str:
    if branch["kind"] == BranchKind.UNEXPLAINED:
        return say("unexplained", locale)
    return _label(branch["metric"], project, locale)


def _evidence(branch: Mapping[str, Any], grain: Grain, locale: Locale) -> str:
    """What an influence's estimate rests on, or why there is none, or why it tells nothing of these periods."""
    estimate, reason = branch["estimate"], branch["reason"]
    told = [] if estimate is None else [tell_evidence(estimate["lag"], estimate["periods"], grain).of(locale)]
    told += [] if reason is None else [Reason(reason).text.of(locale)]
    return ("; " if locale == "en" else "；").join(told)


def _top_down(branches: Sequence[Mapping[str, Any]], root: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Every branch with its depth, children after their parent; a metric that drives several is unfolded once."""
    children: dict[str, list[Mapping[str, Any]]] = {}
    for branch in branches:
        children.setdefault(branch["parent"], []).append(branch)

    def below(parent: str, depth: int) -> Iterator[tuple[int, Mapping[str, Any]]]:
        for branch in children.pop(parent, []):
            yield depth, branch
            yield from below(branch["metric"], depth + 1)

    return below(root, 0)


def draw_bar(value: float | None, scale: float) -> str:
    """A bar to the left of an axis for a fall, to its right for a rise; as long as `value` is of `scale`."""
    if not value or not scale:
        return " " * _BAR + "│" if value is not None else ""
    length = max(1, round(abs(value) / scale * _BAR))
    bar = "█" * length
    return " " * _BAR + "│" + bar if value > 0 else " " * (_BAR - length) + bar + "│"


def _segments(document: Document, project: Project, locale: Locale) -> list[str]:
    segments = by_one_dimension(document)
    if not segments:
        return []
    names = ("contribution", "excess", "within", "mix")
    used = [name for name in names if any(segment[name] is not None for segment in segments)]
    columns = [Column(say("segments", locale)), Column(say("metric", locale))]
    columns += [Column(say(name, locale), right=True) for name in used]
    rows = [
        (
            _segment_name(segment["segment"], locale),
            _label(segment["metric"], project, locale),
            *(format_delta(segment[name], project.metrics[segment["metric"]].unit) for name in used),
        )
        for segment in segments[:SEGMENTS_SHOWN]
    ]
    head, *body = render_table(columns, rows)
    left = len(segments) - len(rows)
    return [paint(head, Style.FAINT), *body, *([say("more_segments", locale, count=left)] if left else [])]


def _robustness(document: Document, locale: Locale) -> list[str]:
    """A line a check; none where there is no change to ask about."""
    found = document["robustness"]
    if not any(check["holds"] is not None for check in found["checks"]):
        return []
    lines = [f"{_MARKS[check['holds']]} {check['reason'][locale]}" for check in found["checks"]]
    return [paint(say(_VERDICTS[found["verdict"]], locale), Style.FAINT), *lines]


_VERDICTS = {"robust": "answer_robust", "fragile": "answer_fragile"}
_MARKS = {True: "✓", False: "⚠", None: "?"}


def _label(metric: str, project: Project, locale: Locale) -> str:
    known = project.metrics.get(metric)
    return known.label.of(locale) if known else say("broken_identity", locale)


def _segment_name(segment: Mapping[str, str | None], locale: Locale) -> str:
    return ", ".join(
        f"{name} = {say('null_segment', locale) if value is None else value}" for name, value in segment.items()
    )


def _interval(interval: Sequence[float] | None, unit: str | None) -> str:
    """The ends, without the sign of those above 0: `(40…210)`."""
    if interval is None:
        return ""
    low, high = (format_delta(end, unit).lstrip("+") for end in interval)
    return f" ({low}…{high})"

"""The answer of `beichen guard`: guardrails, conflicts between teams, outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from beichen.domain.observation import Reason
from beichen.domain.project import Project
from beichen.domain.text import Locale
from beichen.faces.cli.session import Document
from beichen.faces.cli.show.text import Column, Style, paint, render_table, visible
from beichen.faces.cli.wording import say

MARKS = {"quiet": "●", "firing": "◆", "undetermined": "◌", "following": "●", "parted": "◆", "loose": "▲"}
GUARDED = {"quiet": "guard_quiet", "firing": "guard_firing", "undetermined": "guard_undetermined"}
FOLLOWED = {
    "following": "outcome_following",
    "loose": "outcome_loose",
    "parted": "outcome_parted",
    "undetermined": "outcome_undetermined",
}
FIRST = {"together": "direction_together", "a_first": "direction_a_first", "b_first": "direction_b_first"}
EVIDENCE = {
    "correlated": "evidence_correlated",
    "adjusted": "evidence_adjusted",
    "experimental": "evidence_experimental",
}
MINUS = "−"


def show_guard(document: Document, project: Project, locale: Locale) -> str:
    """What fires first; below each guardrail what was traded."""
    blocks = [
        [paint(say("guardrails", locale), Style.STRONG), *_guardrails(document, project, locale)],
        [paint(say("conflicts", locale), Style.STRONG), *_conflicts(document, project, locale)],
        [paint(say("outcomes", locale), Style.STRONG), *_outcomes(document, project, locale)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks)


def _guardrails(document: Document, project: Project, locale: Locale) -> list[str]:
    rows = document["guardrails"]
    if not rows:
        return ["  " + say("no_guardrails", locale)]
    table = render_table([Column("")] * 5, [_guardrail(row, project, locale) for row in rows])[1:]
    lines: list[str] = []
    for row, line in zip(rows, table, strict=True):
        lines.append(paint(line, Style.BAD) if row["status"] == "firing" else line)
        lines += ["      " + visible(text) for text in _trade(row["trade"], project, locale)]
    return lines


def _guardrail(row: Mapping[str, Any], project: Project, locale: Locale) -> tuple[str, ...]:
    since = say("since", locale, day=row["since"]) if row["since"] else ""
    names = [project.people[owner].name for owner in row["owners"] if owner in project.people]
    return (
        f"  {MARKS[row['status']]} {say(GUARDED[row['status']], locale)}",
        _label(row["metric"], project, locale),
        say("watching", locale, metric=_label(row["watches"], project, locale)),
        since,
        " · ".join(names),
    )


def _trade(trade: Mapping[str, Any], project: Project, locale: Locale) -> Iterator[str]:
    if "reason" in trade:
        yield Reason(trade["reason"]).text.of(locale)
    if "text" in trade:
        yield trade["text"][locale]
    if trade.get("segment"):
        parts = (
            f"{project.dimension_label(name).of(locale)} = {say('null_segment', locale) if value is None else value}"
            for name, value in trade["segment"].items()
        )
        yield say("carried_by", locale, segment=", ".join(parts))


def _conflicts(document: Document, project: Project, locale: Locale) -> list[str]:
    if not document["conflicts"]:
        return ["  " + say("no_conflicts", locale)]
    return [line for row in document["conflicts"] for line in _conflict(row, project, locale)]


def _conflict(row: Mapping[str, Any], project: Project, locale: Locale) -> Iterator[str]:
    teams = " × ".join(project.teams[team].label.of(locale) if team in project.teams else team for team in row["teams"])
    a, b = _label(row["a"], project, locale), _label(row["b"], project, locale)
    yield paint(f"  ◆ {teams}", Style.BAD) + say("conflict_between", locale, a=a, b=b)
    low, high = _number(row["low"]), _number(row["high"])
    measured = say("conflict_strength", locale, strength=_number(row["strength"]), low=low, high=high)
    yield f"      {measured} · {say(FIRST[row['direction']], locale, a=a, b=b)} · {say(EVIDENCE[row['evidence']], locale)}"


def _outcomes(document: Document, project: Project, locale: Locale) -> list[str]:
    rows = document["outcomes"]
    if not rows:
        return ["  " + say("no_outcomes", locale)]
    cells = [
        (
            f"  {MARKS[row['status']]} {say(FOLLOWED[row['status']], locale)}",
            _label(row["metric"], project, locale),
            say("since", locale, day=row["since"]) if row["since"] else "",
            row["reason"][locale],
        )
        for row in rows
    ]
    return render_table([Column("")] * 4, cells)[1:]


def _label(metric: str, project: Project, locale: Locale) -> str:
    return project.metrics[metric].label.of(locale) if metric in project.metrics else metric


def _number(value: float) -> str:
    return f"{value:+.2f}".replace("-", MINUS)

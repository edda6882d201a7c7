"""The decision record: a page of Markdown that tells what was chosen, over what, on what evidence, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from beichen.domain.project import Project
from beichen.domain.text import Locale, Text
from beichen.judgement.screening.screen import Ranked

if TYPE_CHECKING:
    from beichen.workspace.screening.deciding import Decision
    from beichen.workspace.screening.screening import Screening

RUNNERS_UP = 3


def write_record(project: Project, screening: Screening, decision: Decision, definition_hash: str) -> str:
    """The record, in the project's language.

    Args:
        project: as it is once the choice is made.
    """
    locale = project.locale
    metric = project.metrics[decision.candidate]
    person = project.people.get(decision.by)
    lines = [
        f"# {_TITLE.of(locale).format(name=metric.label.of(locale))}",
        "",
        *_facts(
            locale,
            {
                _METRIC: f"`{decision.candidate}`",
                _HASH: f"`{definition_hash}`",
                _ON: decision.on.isoformat(),
                _BY: person.name if person is not None else decision.by,
                _BEFORE: f"`{screening.north_star}`" if screening.north_star else "–",
                _BECAUSE: " ".join((decision.because or "–").split()),
            },
        ),
        "",
        f"## {_EVIDENCE.of(locale)}",
        "",
        _COHORT.of(locale).format(entities=f"{screening.entities:,}", left_out=f"{screening.left_out:,}"),
        "",
        *_table(screening, decision, locale),
        "",
        *_thresholds(screening, decision, locale),
        f"## {_REFUSED.of(locale)}",
        "",
        *_refused(screening, locale),
        "",
        _CAUTION.of(locale),
        "",
    ]
    return "\n".join(lines)


def _facts(locale: Locale, facts: dict[Text, str]) -> list[str]:
    return [f"- {name.of(locale)}{'：' if locale == 'zh' else ': '}{value}" for name, value in facts.items()]


def _table(screening: Screening, decision: Decision, locale: Locale) -> list[str]:
    """The chosen candidate, and the best of the others."""
    standing = [each for each in screening.ranked if not each.judged.refusals]
    chosen = _chosen(screening, decision)
    shown = [each for each in screening.ranked if each.judged.name == chosen]
    shown += [each for each in standing if each.judged.name != chosen][:RUNNERS_UP]
    heads = [head.of(locale) for head in (_CANDIDATE, _SCORE, _LINK, _WON, _LABEL)]
    rows = [_row(each.as_dict(), each, locale) for each in shown]
    return [_line(heads), _line(["---"] * len(heads)), *map(_line, rows)]


def _chosen(screening: Screening, decision: Decision) -> str:
    """The candidate that stands for the choice: itself, or the behaviour whose threshold it is."""
    behaviours = {each.name: each.behaviour for each in screening.thresholds}
    return behaviours.get(decision.candidate, decision.candidate)


def _row(told: dict[str, Any], ranked: Ranked, locale: Locale) -> list[str]:
    won = "–" if ranked.win_share is None else f"{100 * ranked.win_share:.0f}%"
    return [
        f"`{told['name']}`",
        _range(told["score"], 0),
        _range(told["link"], 2),
        won,
        EVIDENCE[ranked.judged.evidence].of(locale),
    ]


def _range(told: dict[str, Any], digits: int) -> str:
    if told["value"] is None:
        return "–"
    return f"{told['value']:.{digits}f} ({told['low']:.{digits}f} – {told['high']:.{digits}f})"


def _thresholds(screening: Screening, decision: Decision, locale: Locale) -> list[str]:
    found = [each for each in screening.thresholds if each.name == decision.candidate]
    lines = []
    for each in found:
        told = each.as_dict()
        lines += [
            _THRESHOLD.of(locale).format(
                behaviour=each.behaviour,
                often=told["at_least"],
                days=each.within_days,
                lift=f"{each.found.lift:.1f}",
                low=f"{each.found.low:.1f}",
                high=f"{each.found.high:.1f}",
                others=f"{each.found.others:.1f}",
            ),
            "",
        ]
    return lines


def _refused(screening: Screening, locale: Locale) -> list[str]:
    refused = [each.judged for each in screening.ranked if each.judged.refusals]
    if not refused:
        return ["–"]
    return [f"- `{each.name}` — {' '.join(refusal.reason.of(locale) for refusal in each.refusals)}" for each in refused]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


EVIDENCE = {
    "correlated": Text("correlated", "相关"),
    "adjusted": Text("adjusted", "已控制其他因素"),
    "experimental": Text("experimental", "实验证据"),
    "undetermined": Text("undetermined", "无法判断"),
}
"""What the evidence for a candidate is called."""

_TITLE = Text("North Star: {name}", "北极星指标：{name}")
_METRIC, _HASH = Text("Metric", "指标"), Text("Definition", "口径指纹")
_ON, _BY = Text("Decided on", "决定日期"), Text("Decided by", "决定人")
_BEFORE, _BECAUSE = Text("North Star until then", "此前的北极星指标"), Text("Because", "理由")
_EVIDENCE, _REFUSED = Text("Evidence", "依据"), Text("Refused", "已剔除的伪指标")
_COHORT = Text(
    "{entities} entities whose later windows had closed; {left_out} were left out because theirs had not.",
    "基于 {entities} 个后续观察期已满的用户；另有 {left_out} 个因观察期未满而未计入。",
)
_CANDIDATE, _SCORE = Text("candidate", "候选指标"), Text("score (95%)", "得分（95% 区间）")
_LINK, _WON = Text("link to later value (95%)", "与后续价值的关联（95% 区间）"), Text("weightings won", "胜出权重占比")
_LABEL = Text("evidence", "证据类型")
_THRESHOLD = Text(
    "{behaviour} ≥ {often} within {days} days: later value is {lift} times everyone's ({low} – {high}), {others} times "
    "for the others.",
    "{days} 天内 {behaviour} ≥ {often}：后续价值是平均水平的 {lift} 倍（{low} ~ {high}），未达到者为 {others} 倍。",
)
_CAUTION = Text(
    "What is correlated or adjusted is an association, not a cause; only an experiment shows one.",
    "相关与控制后的关联都不等于因果，只有实验才能证明因果。",
)

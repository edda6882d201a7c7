"""Two metrics that one condition tells apart, and whose names do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from beichen.domain.finding import Finding, Severity
from beichen.domain.formula import names_in
from beichen.domain.metric import Metric, parts_of
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.contrast.condition import Aspect, Condition
from beichen.project.contrast.wording import describe_condition
from beichen.project.rules.base import Rule, name_of

LEAST_ALIKE = 0.5  # of the shorter label's words, for two labels to be taken for one another


class NearDuplicate(Rule):
    code = "near-duplicate"
    severity = Severity.NOTE
    meaning = Text(
        "Two numbers that differ by one condition and sound alike are quoted for one another: the usual reason "
        "why two departments' numbers differ.",
        "两个指标只差一个条件、名称又相近，常被混着引用——部门之间“数对不上”多半由此而来。",
    )
    fix = Text(
        "Say the condition in the label, or keep one of them; `beichen reconcile A B` shows what it makes.",
        "在 label 中写明该条件，或只保留其中一个；用 `beichen reconcile A B` 可看它造成多少差异。",
    )

    def check(self, project: Project) -> Iterator[Finding]:
        for pair in near_duplicates(project):
            name, other = name_of(project, pair.second.name), name_of(project, pair.first.name)
            told = describe_condition(pair.condition)
            message = Text(
                f"{name.en} is nearly {other.en}: {told.en}", f"“{name.zh}”与“{other.zh}”几乎相同：{told.zh}"
            )
            yield self.finding(message, pair.second.where)


@dataclass(frozen=True, slots=True)
class NearPair:
    """Two metrics, and the one condition that tells them apart."""

    first: Metric
    second: Metric
    condition: Condition


def near_duplicates(project: Project) -> Iterator[NearPair]:
    """Pairs that may be quoted for one another, in the order of the project's files."""
    # the walk reads SQL, which is costly to import where no two names are alike
    from beichen.project.contrast.walk import walk

    related = _related(project)
    for first, second in combinations(project.metrics.values(), 2):
        if not _may_be_taken(first, second) or frozenset((first.name, second.name)) in related:
            continue
        conditions = [stage.condition for stage in walk(project, first.spec, second.spec)]
        if len(conditions) != 1 or _is_told(first, second, conditions[0]):
            continue
        if conditions[0].aspect in _EASILY_MISSED:
            yield NearPair(first, second, conditions[0])


_EASILY_MISSED = frozenset({Aspect.DEDUPE, Aspect.ENTITY, Aspect.FILTER, Aspect.THRESHOLD, Aspect.WINDOW})


def _is_told(first: Metric, second: Metric, condition: Condition) -> bool:
    """Whether a name or label says what the condition says: “quiz learners” of those with `type = 'quiz'`."""
    said = _words(f"{condition.before or ''} {condition.after or ''}")
    names = [_words(f"{metric.name} {metric.label.en} {metric.label.zh}") for metric in (first, second)]
    return bool((names[0] ^ names[1]) & said)


def _may_be_taken(first: Metric, second: Metric) -> bool:
    """Whether one may be quoted for the other: of one kind, grain and unit, and alike in name."""
    alike = (first.kind, first.grain, first.unit) == (second.kind, second.grain, second.unit)
    return alike and any(
        _likeness(_words(one), _words(two)) >= LEAST_ALIKE
        for one, two in ((first.label.en, second.label.en), (first.label.zh, second.label.zh))
    )


def _likeness(one: frozenset[str], two: frozenset[str]) -> float:
    smaller = min(len(one), len(two))
    return len(one & two) / smaller if smaller else 0.0


def _words(label: str) -> frozenset[str]:
    """Words; of Chinese, pairs of characters."""
    text = label.casefold()
    han = re.findall(r"[\u4e00-\u9fff]+", text)
    pairs = [run[i : i + 2] for run in han for i in range(max(1, len(run) - 1))]
    return frozenset([*re.findall(r"[a-z0-9]+", text.replace("_", " ")), *pairs])


def _related(project: Project) -> set[frozenset[str]]:
    """Pairs that stand together on purpose: in one definition, or below one parent of the tree, or one made of the other."""
    together = [parts_of(metric.spec) for metric in project.metrics.values()]
    together += [(metric.name, *parts_of(metric.spec)) for metric in project.metrics.values()]
    if project.tree is not None:
        for parent, drivers in project.tree.drivers.items():
            below = names_in(drivers.identity) if drivers.identity else ()
            together.append((parent, *below, *(influence.metric for influence in drivers.influences)))
    return {frozenset(pair) for names in together for pair in combinations(dict.fromkeys(names), 2)}

"""A metric that is still a draft."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.metric import Draft
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule


class DraftMetric(Rule):
    code = "draft-metric"
    severity = Severity.NOTE
    meaning = Text(
        "A draft holds its place in the tree without numbers; an identity that contains one is not split until it is "
        "defined.",
        "草稿指标只在指标树中占位，没有数值；含有草稿的恒等式要等它定义之后才能拆解。",
    )
    fix = Text(
        "When its data exist, put `type` and the rest of the definition in place of `draft: true`.",
        "数据就绪后，用 `type` 及完整口径替换 `draft: true`。",
    )

    def check(self, project: Project) -> Iterator[Finding]:
        for draft in project.drafts.values():
            owner = project.people.get(draft.owner or "")
            en = f"{owner.name} is asked to define it" if owner else "nobody is asked to define it"
            zh = f"待{owner.name}定义" if owner else "尚无负责人来定义"
            label = _named(draft)
            yield self.finding(Text(f"{label.en} is a draft: {en}", f"“{label.zh}”是草稿：{zh}"), draft.where)


def _named(draft: Draft) -> Text:
    if draft.label == Text.same(draft.name):
        return draft.label
    return Text(f"{draft.label.en} ({draft.name})", f"{draft.label.zh}（{draft.name}）")

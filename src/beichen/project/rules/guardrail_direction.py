"""A guardrail that rings when things are good."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.metric import Good
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.tree import Guardrail
from beichen.project.rules.base import Rule, name_of


class GuardrailAgainstDirection(Rule):
    code = "guardrail-against-direction"
    severity = Severity.WARNING
    meaning = Text(
        "A limit says what must hold. For a metric that is good when it falls, that is an upper limit; the other way "
        "round it rings on good news and is silent on bad.",
        "阈值表示必须成立的条件：越低越好的指标应设上限；方向写反，就会报喜不报忧。",
    )
    fix = Text(
        "Turn the limit or `when` round, or correct `good`.", "把阈值或 `when` 的方向反过来，或修正指标的 `good`。"
    )

    def check(self, project: Project) -> Iterator[Finding]:
        for guardrail in project.tree.guardrails if project.tree else ():
            good = project.metrics[guardrail.metric].good
            said = _against(guardrail, good)
            if good is not None and said is not None:
                name = name_of(project, guardrail.metric)
                direction = Text("up", "越高越好") if good is Good.UP else Text("down", "越低越好")
                message = Text(
                    f"{name.en} is good when it goes {direction.en}, but is guarded by `{said}`",
                    f"“{name.zh}”{direction.zh}，护栏却写成 `{said}`",
                )
                yield self.finding(message, guardrail.where)


def _against(guardrail: Guardrail, good: Good | None) -> str | None:
    """What the guardrail says against the good direction; None when it says nothing against it."""
    if good is None:
        return None
    if guardrail.limit is not None and guardrail.limit.operator.startswith("<" if good is Good.UP else ">"):
        return guardrail.limit.text
    return f"when: {guardrail.when.value}" if guardrail.when is good else None

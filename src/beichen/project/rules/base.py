"""What every lint rule is: a code, how much it matters, what it means, and a check over a project."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from beichen.domain.finding import Finding, Severity
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.errors import Where


class Rule(ABC):
    """One thing that may be wrong with a sound project."""

    code: ClassVar[str]  # stable: scripts and reviews refer to it
    severity: ClassVar[Severity]
    meaning: ClassVar[Text]  # why it matters
    fix: ClassVar[Text]  # what to do, in general

    @abstractmethod
    def check(self, project: Project) -> Iterator[Finding]:
        """Every place where the project breaks the rule."""

    def finding(self, message: Text, where: Where | None, hint: Text | None = None) -> Finding:
        """A finding of this rule; its hint is the rule's fix where there is no closer one."""
        return Finding(self.code, self.severity, message, hint or self.fix, where)


def name_of(project: Project, metric: str) -> Text:
    """A metric as a message names it: its label, and its name where that differs."""
    label = project.metrics[metric].label
    return Text(_named(label.en, metric, "{} ({})"), _named(label.zh, metric, "{}（{}）"))


def _named(label: str, metric: str, form: str) -> str:
    return metric if label == metric else form.format(label, metric)

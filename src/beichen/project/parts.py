"""Parts: every metric of which a metric is made, however deep, each once."""

from __future__ import annotations

from beichen.domain.metric import parts_of
from beichen.domain.project import Project


def parts_first(project: Project, metric: str) -> list[str]:
    """The metrics that a metric is made of and, last, itself; each after those of which it is made."""
    ordered: dict[str, None] = {}
    # A stack of its own: a chain of metrics may be longer than Python's recursion is deep.
    waiting = [(metric, False)]
    while waiting:
        name, is_open = waiting.pop()
        if is_open:
            ordered.setdefault(name)
        elif name not in ordered:
            waiting.append((name, True))
            waiting += [(part, False) for part in reversed(parts_of(project.metrics[name].spec)) if part not in ordered]
    return list(ordered)

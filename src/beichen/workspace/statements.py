"""The SQL behind a question, for people to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beichen.domain.formula import render
from beichen.domain.metric import Derived, Index, Ratio, Spec
from beichen.engine.question import Question

if TYPE_CHECKING:
    from beichen.engine.run import Engine
    from beichen.workspace.open import Workspace


def write_statements(workspace: Workspace, question: Question) -> str:
    """Every statement that a question runs, each under a comment that says what it is for."""
    workspace.load_stale(question.metrics)
    return statements_of(workspace.engine, question)


def statements_of(engine: Engine, question: Question) -> str:
    """As `write_statements`, of an engine on data that are loaded."""
    statements = [f"-- {', '.join(served)}\n{sql};" for served, sql in engine.statements(question)]
    composed = [line for name in question.metrics if (line := _composed(name, engine.project.metrics[name].spec))]
    return "\n\n".join(statements + composed)


def _composed(name: str, spec: Spec) -> str | None:
    """How a metric over metrics is put together from what the statements give."""
    match spec:
        case Ratio(numerator, denominator):
            return f"-- {name} = {numerator} / {denominator}, period by period"
        case Derived(formula):
            return f"-- {name} = {render(formula)}, period by period"
        case Index(versions):
            parts = " + ".join(f"{c.weight:g} × score({c.metric})" for c in versions[-1].components)
            return f"-- {name} = ({parts}) / {sum(c.weight for c in versions[-1].components):g}"
        case _:
            return None

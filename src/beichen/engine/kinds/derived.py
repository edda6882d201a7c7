"""Derived metrics: a formula over metrics."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from beichen.domain.formula import evaluate, names_in
from beichen.domain.metric import Derived
from beichen.domain.observation import Reason
from beichen.engine.cell import Cell, known
from beichen.engine.kinds.kind import CompositeKind


def _compose(spec: Derived, parts: Mapping[str, Cell], _: date) -> Cell:
    values = {name: parts[name].value for name in names_in(spec.formula)}
    determined = {name: value for name, value in values.items() if value is not None}
    if len(determined) < len(values):
        return Cell(None, Reason.PART_UNDETERMINED)
    try:
        result = evaluate(spec.formula, determined)
    except OverflowError:
        return Cell(None, Reason.NOT_FINITE)
    return Cell(None, Reason.ZERO_DENOMINATOR) if result is None else known(result)


KIND = CompositeKind(compose=_compose)

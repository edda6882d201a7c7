"""Ratio metrics: one metric over another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from beichen.domain.metric import Ratio
from beichen.domain.observation import Reason
from beichen.engine.cell import Cell, quotient
from beichen.engine.kinds.kind import CompositeKind


def _compose(spec: Ratio, parts: Mapping[str, Cell], _: date) -> Cell:
    numerator, denominator = parts[spec.numerator], parts[spec.denominator]
    if numerator.value is None or denominator.value is None:
        return Cell(None, Reason.PART_UNDETERMINED, numerator.value, denominator.value, denominator.n)
    return quotient(numerator.value, denominator.value, denominator.n)


KIND = CompositeKind(compose=_compose)

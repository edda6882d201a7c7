"""Additivity: whether a metric's segments make up its total, and how."""

from __future__ import annotations

from enum import StrEnum


class Additivity(StrEnum):
    """How the values of one dimension's segments relate to the total of the same period."""

    ADDS = "adds"  # the segments' values add up
    BY_PARTS = "by_parts"  # their numerators add up, and their denominators
    NONE = "none"  # neither: event-scoped distincts, percentiles, indexes, minima and maxima

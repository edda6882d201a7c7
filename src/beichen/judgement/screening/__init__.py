"""Screening: which candidate deserves to be the North Star, one module a part of the score.

See docs/methods/screening.md.
"""

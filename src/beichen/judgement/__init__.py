"""Judgement: values in, verdicts out. Pure functions."""

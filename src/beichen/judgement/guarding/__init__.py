"""Guardrails: when one fires, for how long, and what was traded for what."""

"""Answers as text for a terminal, drawn from the same documents that `--json` writes."""

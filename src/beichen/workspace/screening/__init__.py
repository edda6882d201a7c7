"""Screening: the candidates of candidates.yml judged on the project's own data, and the choice written down."""

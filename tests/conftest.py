"""Fixtures that tests of several layers share."""

from .postgres import postgres_database, postgres_url

__all__ = ["postgres_database", "postgres_url"]

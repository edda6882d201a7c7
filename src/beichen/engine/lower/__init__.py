"""What differs between engines' SQL, one file an engine.

The rest of the engine builds one tree for all of them and lets sqlglot write it.
"""

from __future__ import annotations

from collections.abc import Mapping

from beichen.engine.lower.dialect import Dialect
from beichen.engine.lower.duckdb import DUCKDB
from beichen.engine.lower.postgres import POSTGRES

DIALECTS: Mapping[str, Dialect] = {dialect.name: dialect for dialect in (DUCKDB, POSTGRES)}

__all__ = ["DIALECTS", "Dialect"]

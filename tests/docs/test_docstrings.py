"""Everything public says what it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "beichen"

Node = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def test_every_public_module_class_and_function_has_a_docstring() -> None:
    silent = [
        f"{path.relative_to(SOURCE)}:{getattr(node, 'lineno', 1)} {name}"
        for path in sorted(SOURCE.rglob("*.py"))
        for name, node in _public(ast.parse(path.read_text(encoding="utf-8")))
        if ast.get_docstring(node) is None
    ]

    assert silent == []


def _public(module: ast.Module) -> Iterator[tuple[str, Node]]:
    """A module, its public classes, and its public functions but those whose one statement says it all."""
    yield "the module", module
    for node in module.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        if isinstance(node, ast.ClassDef) or len(node.body) > 1:
            yield node.name, node

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
        if "migrations" not in path.parts
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
        if not _tells_in_a_field(node) and (isinstance(node, ast.ClassDef) or len(node.body) > 1):
            yield node.name, node


def _tells_in_a_field(node: ast.stmt) -> bool:
    """True for kinds that say what they are where users see it too: a rule in `meaning`, a shape in `noun`."""
    fields = [item for item in getattr(node, "body", []) if isinstance(item, ast.Assign | ast.AnnAssign)]
    names = {ast.unparse(item.targets[0] if isinstance(item, ast.Assign) else item.target) for item in fields}
    return bool(names & {"meaning", "noun"})

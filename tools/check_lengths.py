"""Refuse modules and functions that are long enough to hold two ideas."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

MODULE_LINES = 400
COMPONENT_LINES = 200  # .tsx: one component a file
FUNCTION_LINES = 40  # without its docstring
GENERATED = "// Made by "

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Print every place that is too long; exit code 1 when there is one."""
    found = list(find_long(ROOT))
    for place in found:
        print(place)
    return 1 if found else 0


def find_long(root: Path) -> Iterator[str]:
    """Every module and function of the product that is over its limit, as `file:line: what`."""
    for path in sorted([*root.glob("src/**/*.py"), *root.glob("tools/*.py"), *root.glob("*.py")]):
        text = path.read_text(encoding="utf-8")
        yield from _long_module(path.relative_to(root), text, MODULE_LINES)
        yield from _long_functions(path.relative_to(root), ast.parse(text))
    for suffix, limit in ((".ts", MODULE_LINES), (".tsx", COMPONENT_LINES)):
        for path in sorted(root.glob(f"frontend/src/**/*{suffix}")):
            text = path.read_text(encoding="utf-8")
            if not text.startswith(GENERATED):
                yield from _long_module(path.relative_to(root), text, limit)


def _long_module(path: Path, text: str, limit: int) -> Iterator[str]:
    lines = text.count("\n")
    if lines > limit:
        yield f"{path}:1: {lines} lines, more than {limit}"


def _long_functions(path: Path, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node)
            if lines > FUNCTION_LINES:
                yield f"{path}:{node.lineno}: {node.name} has {lines} lines, more than {FUNCTION_LINES}"


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    if ast.get_docstring(node) is None:
        return 0
    return (first.end_lineno or first.lineno) - first.lineno + 1


if __name__ == "__main__":
    sys.exit(main())

"""The check of lengths finds what is too long, and counts neither docstrings nor generated files."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "check_lengths.py"


@pytest.fixture
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_lengths", TOOL)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_long_modules_functions_and_components_are_named(tool: ModuleType, tmp_path: Path) -> None:
    _write(tmp_path / "src/beichen/long.py", "x = 1\n" * 401)
    _write(tmp_path / "src/beichen/deep.py", "def deep():\n" + "    pass\n" * 40)
    _write(tmp_path / "frontend/src/Card.tsx", "\n" * 201)

    assert list(tool.find_long(tmp_path)) == [
        "src/beichen/deep.py:1: deep has 41 lines, more than 40",
        "src/beichen/long.py:1: 401 lines, more than 400",
        "frontend/src/Card.tsx:1: 201 lines, more than 200",
    ]


def test_docstring_and_generated_file_do_not_count(tool: ModuleType, tmp_path: Path) -> None:
    told = 'def told():\n    """' + "Said.\n" * 60 + '    """\n' + "    pass\n" * 39
    _write(tmp_path / "src/beichen/told.py", told)
    _write(tmp_path / "frontend/src/types.ts", "// Made by a script.\n" + "\n" * 500)

    assert list(tool.find_long(tmp_path)) == []

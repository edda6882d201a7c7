"""The command line's reference is what the commands say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def _writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_cli_reference", ROOT / "tools" / "write_cli_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_reference_is_up_to_date() -> None:
    writer = _writer()

    assert writer.PAGE.read_text(encoding="utf-8") == writer.render_page(), "run: python tools/write_cli_reference.py"


def test_every_command_and_option_has_a_description() -> None:
    page = _writer().render_page()

    assert "| None" not in page
    assert "|  |" not in page

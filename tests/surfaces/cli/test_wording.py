"""The words around an answer, in both languages."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from beichen.faces.cli import wording
from beichen.faces.cli.wording import WORDS

CLI = Path(wording.__file__).parent


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(WORDS))
def test_both_languages_fill_the_same_places(key: str) -> None:
    assert _places(WORDS[key].en) == _places(WORDS[key].zh)


@pytest.mark.parametrize("key", sorted(WORDS))
def test_chinese_wording_is_chinese(key: str) -> None:
    assert re.search(r"[\u4e00-\u9fff]", WORDS[key].zh)
    assert not re.search(r"[\u4e00-\u9fff]", WORDS[key].en)


def test_every_word_is_said_somewhere() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in CLI.rglob("*.py") if path.name != "wording.py")
    built = {"one_error", "errors", "one_warning", "warnings", "one_note", "notes"}
    grains = {"day", "week", "month", "quarter", "year"}
    states = {
        "status_ok",
        "status_risk",
        "status_off",
        "status_none",
        "status_unknown",
        "loaded",
        "appended",
        "unchanged",
    }
    said = set(re.findall(r"['\"]([\w-]+)['\"]", code)) | built | grains | states

    assert set(WORDS) - said == set()

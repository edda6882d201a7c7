"""The documentation's own words are run: files are written, commands typed, outputs compared.

An invisible mark before a code block says what it is:

    <!-- file: metrics/visits.yml -->   the block is that file
    <!-- run -->                        the block is typed into a shell, or run by Python
    <!-- output -->                     the block is what the last run prints; `…` stands for anything
    <!-- as in: docs/page.md -->        the block is one of that page, which is run
    <!-- after: docs/page.md -->        stands alone: what that page does has been done before
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(
    r"^<!-- (?P<mark>file|run|output|as in)(?:: (?P<path>[^ ]+))? -->\n+```(?P<language>\w*)[^\n]*\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)

AFTER = re.compile(r"^<!-- after: ([^ ]+) -->$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A marked code block of a page."""

    mark: str
    path: str | None
    language: str
    text: str
    line: int


def _blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for match in BLOCK.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Block(match["mark"], match["path"], match["language"], match["text"], line)


PAGES = [page for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")] if any(_blocks(page))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_page_does_what_it_says(page: Path, tmp_path: Path) -> None:
    environment = _environment(tmp_path)
    folder = tmp_path / "desk"
    folder.mkdir()
    before = AFTER.search(page.read_text(encoding="utf-8"))
    if before is not None:
        _follow(ROOT / before[1], _what_makes(_blocks(ROOT / before[1])), folder, environment)
    _follow(page, _blocks(page), folder, environment)


def _what_makes(blocks: Iterable[Block]) -> list[Block]:
    """The blocks that make something: files, and runs of which no output is shown."""
    every = [*blocks]
    shows = [following.mark == "output" for following in every[1:]] + [False]
    return [block for block, shown in zip(every, shows, strict=True) if block.mark in ("file", "run") and not shown]


def _follow(page: Path, blocks: Iterable[Block], folder: Path, environment: dict[str, str]) -> None:
    """Do what blocks of a page say, one after the other."""
    printed = ""
    for block in blocks:
        place = f"{page.name}:{block.line}"
        if block.mark == "run":
            printed = _run(block, folder, environment, place)
            continue
        if block.mark == "output":
            assert _matches(block.text, printed), f"{place}: what is printed is\n{printed}"
            continue
        assert block.path is not None
        if block.mark == "file":
            target = folder / block.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")
        else:
            assert any(_holds(other, block) for other in _blocks(ROOT / block.path)), (
                f"{place}: {block.path} has no such block"
            )


def _holds(other: Block, block: Block) -> bool:
    """True when the other block begins with this one's text."""
    return other.mark != "as in" and other.text.startswith(block.text)


def _environment(tmp_path: Path) -> dict[str, str]:
    """A shell in which `beichen` is the one under test."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, words in (("beichen", "-m beichen "), ("python", "")):
        script = programs / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words}"$@"\n', encoding="utf-8")
        script.chmod(0o755)
    shown = {name: value for name, value in os.environ.items() if not name.startswith(("BEICHEN_", "LC_"))}
    return {**shown, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "LANG": "C.UTF-8", "NO_COLOR": "1"}


def _run(block: Block, folder: Path, environment: dict[str, str], place: str) -> str:
    words = (
        [sys.executable, "-c", block.text]
        if block.language == "python"
        else ["bash", "-euo", "pipefail", "-c", block.text]
    )
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"{place}: {done.stderr}"
    return done.stdout


def _matches(expected: str, printed: str) -> bool:
    pattern = ".*?".join(re.escape(part) for part in expected.strip().split("…"))
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None

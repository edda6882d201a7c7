"""The difference between two versions of a file, as people read it in a review."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

MOST_LINES = 2_000


def unified(file: str, before: bytes | None, after: bytes | None) -> str:
    """A unified diff; None stands for a file that is not there.

    Of what is no text, and of texts beyond `MOST_LINES`, only the sizes are told.
    """
    old, new = _lines(before), _lines(after)
    names = f"a/{file}" if before is not None else "/dev/null", f"b/{file}" if after is not None else "/dev/null"
    if old is None or new is None or max(len(old), len(new)) > MOST_LINES:
        sizes = " → ".join("none" if held is None else f"{len(held):,} bytes" for held in (before, after))
        return f"--- {names[0]}\n+++ {names[1]}\n# {sizes}\n"
    return "".join(_ended(unified_diff(old, new, *names)))


def _lines(content: bytes | None) -> list[str] | None:
    try:
        text = (content or b"").decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    # only what ends lines of files: the text may hold other signs that Python takes for line ends
    lines = text.replace("\r\n", "\n").split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"

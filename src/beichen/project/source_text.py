"""What a project's files say of one thing, as it is written there."""

from __future__ import annotations

from pathlib import Path

from beichen.errors import Where

MOST_LINES = 200


def written_at(folder: Path, where: Where) -> str | None:
    """The YAML of the list item that begins on a line, its indentation taken away; None when it is not there any more."""
    try:
        lines = (folder / where.file).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    first = where.line - 1 if where.line else 0
    if not 0 <= first < len(lines):
        return None
    depth = _depth(lines[first])
    last = first + 1
    while last < len(lines) and (not lines[last].strip() or _depth(lines[last]) > depth):
        last += 1
    found = [line[depth:] for line in lines[first : min(last, first + MOST_LINES)]]
    return "\n".join(found).rstrip()


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))

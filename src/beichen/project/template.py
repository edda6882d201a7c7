"""Templates: whole projects to begin from, written with the dates of the day on which they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

from beichen.domain.time import DAY, Calendar, Grain
from beichen.errors import ProjectError, did_you_mean

# File names that a package must not hold under their own name, and what they become.
_RENAMED: Mapping[str, str] = {"gitignore": ".gitignore"}
_CALENDAR = Calendar("UTC")


def template_names() -> tuple[str, ...]:
    """The templates that there are."""
    return tuple(sorted(entry.name for entry in _root().iterdir() if (entry / "beichen.yml").is_file()))


def write_template(name: str, folder: Path, *, today: date, users: int = 20_000) -> tuple[Path, ...]:
    """Write a template's files into `folder`, which must be new or empty.

    Dates in them are counted from `today`: data are taken to reach to the day before.

    Args:
        users: the size of the simulated company, from which its goals follow.

    Returns:
        The files written, in the order of their names.

    Raises:
        ProjectError: there is no such template, or the folder holds something or cannot be written.
    """
    if name not in template_names():
        raise ProjectError(f"there is no template {name!r}", hint=did_you_mean(name, template_names()))
    prepare_folder(folder)
    values = _Values(today, users)
    written = []
    for place, text in _texts(_root() / name, PurePosixPath()):
        path = folder / values.fill_name(str(place))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(values.fill(text), encoding="utf-8")
        except OSError as error:
            raise ProjectError(f"cannot write {path}: {error.strerror or error}") from error
        written.append(path)
    return tuple(sorted(written))


def prepare_folder(folder: Path) -> None:
    """Make the folder of a new project; one that is there must be empty, but for a git repository.

    Raises:
        ProjectError: it holds something, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = sorted(entry.name for entry in folder.iterdir() if entry.name != ".git")
    except OSError as error:
        raise ProjectError(f"cannot write to {folder}: {error.strerror or error}") from error
    if held:
        raise ProjectError(
            f"{folder} is not empty: it holds {held[0]}" + (f" and {len(held) - 1} more" if held[1:] else ""),
            hint="choose a new folder; nothing is ever overwritten",
        )


def _root() -> Traversable:
    return files("beichen.project") / "templates"


def _texts(folder: Traversable, place: PurePosixPath) -> Iterator[tuple[PurePosixPath, str]]:
    """Every file below a folder of the package: its place and its text."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _texts(entry, place / entry.name)
        else:
            yield place / _RENAMED.get(entry.name, entry.name), entry.read_text(encoding="utf-8")


class _Values:
    """What stands for `{{…}}` in a template's texts, and for `__…__` in the names of its files."""

    def __init__(self, today: date, users: int) -> None:
        self._users = users
        # The last week that has closed, and the quarters.
        self._week = _CALENDAR.shift(_CALENDAR.start_of(today, Grain.WEEK), Grain.WEEK, -1)
        quarter = _CALENDAR.period(today, Grain.QUARTER)
        last = _CALENDAR.period(quarter.start - DAY, Grain.QUARTER)
        self._plain = {"today": today.isoformat(), "until": (today - DAY).isoformat()}
        for prefix, period in (("quarter", quarter), ("last_quarter", last)):
            self._plain[f"{prefix}_id"] = f"{period.start.year}-q{(period.start.month + 2) // 3}"
            self._plain[f"{prefix}_from"] = period.start.isoformat()
            self._plain[f"{prefix}_by"] = period.last_day.isoformat()

    def fill(self, text: str) -> str:
        return re.sub(r"\{\{\s*(.+?)\s*\}\}", lambda match: self._value(match[1]), text)

    def fill_name(self, name: str) -> str:
        return re.sub(r"__(\w+?)__", lambda match: self._value(f"{match[1]}_id"), name)

    def _value(self, token: str) -> str:
        """`until`, `quarter_from` …; `week-6+3`: 3 days after the Monday 6 weeks back; `users*0.05`: so many people."""
        if token in self._plain:
            return self._plain[token]
        if week := re.fullmatch(r"week-(\d+)([+-]\d+)?", token):
            return (self._week - timedelta(days=7 * int(week[1]) - int(week[2] or 0))).isoformat()
        if share := re.fullmatch(r"users\*([\d.]+)", token):
            return f"{_round_number(self._users * float(share[1])):d}"
        raise ValueError(f"unknown token {token!r} in a template")


def _round_number(value: float) -> int:
    """A number that a person would set as a target: two or three digits, then zeros."""
    digits = len(str(int(value)))
    return int(round(value, 2 - digits if digits > 2 else 0)) or 1

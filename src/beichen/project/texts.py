"""The files of a project's folder, some of which may be meant otherwise than they lie on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from beichen.errors import ProjectError, Where


@dataclass(frozen=True, slots=True)
class Texts:
    """What a project's files hold, by their name relative to its folder.

    Attributes:
        changed: what stands for the files on disk; None stands for a file that is not there.
    """

    folder: Path
    changed: Mapping[str, bytes | None] = field(default_factory=dict)

    def has(self, file: str) -> bool:
        """True when there is such a file."""
        if file in self.changed:
            return self.changed[file] is not None
        return (self.folder / file).is_file()

    def read(self, file: str) -> bytes:
        """What a file holds.

        Raises:
            ProjectError: it is not there, or cannot be read.
        """
        content = self.changed.get(file)
        try:
            return (self.folder / file).read_bytes() if content is None else content
        except OSError as error:
            raise ProjectError(f"cannot be read: {error.strerror or error}", where=Where(file)) from error

    def yaml_below(self, place: str) -> list[str]:
        """The YAML files of a folder and of those in it, in an order that does not depend on the machine."""
        top = self.folder / place
        on_disk = {path.relative_to(self.folder).as_posix() for kind in SUFFIXES for path in top.rglob(f"*{kind}")}
        below = {file for file in self.changed if PurePosixPath(file).is_relative_to(place.rstrip("/"))}
        found = [PurePosixPath(file) for file in on_disk | {f for f in below if f.endswith(SUFFIXES)}]
        inside = [file for file in found if not any(part.startswith(".") for part in file.parts)]
        return [file.as_posix() for file in sorted(inside) if self.has(file.as_posix())]


SUFFIXES = (".yml", ".yaml")

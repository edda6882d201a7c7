"""Beichen: North Star metrics, from data to the reason for a change.

`beichen.open(folder)` reads a project and answers about it; everything heavier
than the standard library is imported when it is first needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from beichen.workspace.open import Workspace

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(folder: str | PathLike[str] = ".") -> Workspace:  # noqa: A001  (the name that users say)
    """Open the project in `folder`.

    Raises:
        beichen.errors.ProjectError: the folder holds no sound project.
    """
    from beichen.workspace.open import open_workspace

    return open_workspace(folder)

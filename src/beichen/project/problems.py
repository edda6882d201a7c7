"""Problems: what is wrong with a project's files, collected so that one run shows them all."""

from __future__ import annotations

from beichen.errors import ProjectError, Where


class Problems:
    """Errors in the order in which they were met."""

    def __init__(self) -> None:
        self._found: list[ProjectError] = []

    def add(self, message: str, where: Where | None, hint: str | None = None) -> None:
        """Note an error and read on."""
        self._found.append(ProjectError(message, hint=hint, where=where))

    def note(self, error: ProjectError) -> None:
        """Note an error that was raised."""
        self._found.append(error)

    def raise_any(self) -> None:
        """Raise the first error, if there is one, with the rest as its `others`.

        Raises:
            ProjectError: something was noted.
        """
        if not self._found:
            return
        first, *others = self._found
        more = f" (and {len(others)} more)" if others else ""
        error = ProjectError(first.message + more, hint=first.hint, where=first.where)
        error.others = tuple(others)
        raise error

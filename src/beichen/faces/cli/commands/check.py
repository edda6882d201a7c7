"""`beichen check`: is every definition sound, owned and guarded?"""

from __future__ import annotations

import typer

from beichen.faces.cli.failure import ExitCode
from beichen.faces.cli.options import FailOn, FailOnOption, exit_code_of
from beichen.faces.cli.session import session_of


def check(context: typer.Context, *, fail_on: FailOnOption = FailOn.ERROR) -> ExitCode:
    """Lint the project's definitions.

    Is every one sound, owned and guarded? Reads the project's files only. Exits with 1 when there is an error
    (or what --fail-on says), with 2 when the project cannot be read at all.
    """
    from beichen.faces.cli.show.findings import show_findings

    session = session_of(context)
    with session.workspace() as workspace:
        findings = [finding.as_dict() for finding in workspace.check()]
        locale = session.locale(workspace.project.locale)
    session.answer({"findings": findings}, lambda: show_findings(findings, locale))
    return exit_code_of(findings, fail_on)

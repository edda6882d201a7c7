"""`beichen screen`: which candidate deserves to be the North Star?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from beichen.errors import BeichenError, QueryError
from beichen.faces.cli.session import Session, session_of

if TYPE_CHECKING:
    from beichen.workspace.building.changes import Proposal
    from beichen.workspace.open import Workspace

Weight = Annotated[
    list[str] | None, typer.Option(metavar="PART=N", help="Weight of a part of the score; may be given several times.")
]


def screen(
    context: typer.Context,
    *,
    weight: Weight = None,
    save_threshold: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Save a proposed threshold as a metric; several times.")
    ] = None,
    decide: Annotated[
        str | None, typer.Option(metavar="CANDIDATE", help="Make it the North Star, and write down why.")
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="PERSON", help="Who decides, by id.")] = None,
    because: Annotated[str | None, typer.Option(metavar="TEXT", help="Why, in a sentence of your own.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write without being asked; the diff is still shown.")] = False,
) -> None:
    """Judge the candidates of candidates.yml for North Star.

    Pseudo-metrics are refused with their reasons; the others get a score of 0–100 with intervals, and thresholds are proposed. The North Star is
    set only by --decide, after the diff was shown.
    """
    from beichen.faces.cli.show.screening import show_screening

    session = session_of(context)
    weights = read_weights(weight or [])
    if decide is not None and by is None:
        raise QueryError("a decision needs somebody who makes it", hint="add --by PERSON")
    if decide is None and not save_threshold:
        with session.workspace() as workspace:
            document, project = workspace.screen(weights=weights).as_dict(), workspace.project
        session.answer(document, lambda: show_screening(document, session.locale(project.locale)))
        return
    with session.own_workspace() as workspace:
        if save_threshold:
            _save(session, workspace, save_threshold, yes=yes)
        if decide is not None and by is not None:
            _decide(session, workspace, decide, by, because=because, weights=weights, yes=yes)


def read_weights(given: list[str]) -> dict[str, float]:
    """Weights by part, from `PART=N`."""
    weights: dict[str, float] = {}
    for each in given:
        name, _, number = each.partition("=")
        try:
            weights[name.strip()] = float(number)
        except ValueError as error:
            raise QueryError(f"{each!r} is no weight", hint="write --weight value=40") from error
    return weights


def _save(session: Session, workspace: Workspace, names: list[str], *, yes: bool) -> None:
    from beichen.workspace.screening.proposing import find_proposal, propose_saving

    proposals = workspace.screen().thresholds
    for name in names:
        _apply(session, workspace, propose_saving(workspace, find_proposal(proposals, name)), author=None, yes=yes)


def _decide(
    session: Session,
    workspace: Workspace,
    candidate: str,
    by: str,
    *,
    because: str | None,
    weights: dict[str, float],
    yes: bool,
) -> None:
    from beichen.workspace.screening.deciding import Decision, propose_decision, today_of

    decision = Decision(candidate, by, today_of(workspace.project), because)
    proposal = propose_decision(workspace, workspace.screen(weights=weights), decision)
    _apply(session, workspace, proposal, author=by, yes=yes)


def _apply(session: Session, workspace: Workspace, proposal: Proposal, *, author: str | None, yes: bool) -> None:
    """Show the diff, ask, write."""
    session.note(proposal.diff)
    if not yes:
        if not sys.stdin.isatty():
            raise BeichenError("nothing was written: nobody is there to be asked", hint="add --yes")
        typer.confirm("Write this?", abort=True, err=True)
    edit = workspace.changes.apply(proposal, if_match=proposal.tag, author=author)
    locale = session.locale(workspace.project.locale)
    files = [file.file for file in edit.files]
    session.answer({"change": edit.id, "files": files}, lambda: f"{edit.title.of(locale)}: {', '.join(files)}")

"""`beichen event`: tell that something happened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from beichen.domain.event import EVENT_KINDS, OTHER
from beichen.domain.text import Text
from beichen.faces.cli.options import read_day, read_names
from beichen.faces.cli.session import session_of

On = Annotated[str | None, typer.Option("--on", metavar="DAY", help="Its first day; else today.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Its last day; else it is one day.")]
Kind = Annotated[str, typer.Option("--kind", metavar="KIND", help=f"{', '.join(EVENT_KINDS)}, or a word of your own.")]
About = Annotated[
    list[str] | None, typer.Option("--metric", metavar="METRIC,…", help="What it is about; else every metric.")
]
Concerned = Annotated[
    list[str] | None,
    typer.Option("--segment", metavar="DIM=VALUE", help="Whom it concerned; may be given again. Else everyone."),
]
Key = Annotated[str | None, typer.Option("--key", metavar="KEY", help="Telling the same key again changes the event.")]
Link = Annotated[str | None, typer.Option("--link", metavar="URL", help="Where more is written about it.")]
Owner = Annotated[str | None, typer.Option("--owner", metavar="PERSON", help="Whom to ask about it.")]


def event(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What happened.")],
    *,
    on: On = None,
    until: Until = None,
    kind: Kind = OTHER,
    metric: About = None,
    segment: Concerned = None,
    key: Key = None,
    link: Link = None,
    owner: Owner = None,
) -> None:
    """Tell that something happened: a release, an outage, a campaign.

    Explanations tell what coincides with a change, and trends show it. A server that runs shows it at once. What a colleague should review
    belongs into the project's events/*.yml instead.
    """
    from beichen.faces.cli.show.event import event_document, show_event
    from beichen.workspace.open import open_workspace
    from beichen.workspace.telling import Told, tell_event

    first, last = read_day(on, "--on"), read_day(until, "--until")
    session = session_of(context)
    # the state takes several writers: a server that owns the warehouse need not be asked
    with open_workspace(session.folder, notice=session.note) as workspace:
        today = datetime.now(ZoneInfo(workspace.project.calendar.timezone)).date()
        words, concerned = Text.same(text.strip()), _read_segment(segment or ())
        told = Told(words, first or today, last, kind, read_names(metric), concerned, key, link, owner)
        kept, new = tell_event(workspace, told)
        locale = session.locale(workspace.project.locale)
    document = event_document(kept)
    session.answer(document, lambda: show_event(document, locale, new=new))


def _read_segment(options: Iterable[str]) -> dict[str, list[str | None]]:
    """Values by dimension; `device` alone is the rows without a value."""
    segment: dict[str, list[str | None]] = {}
    for option in options:
        dimension, equals, value = option.partition("=")
        segment.setdefault(dimension.strip(), []).append(value if equals else None)
    return segment

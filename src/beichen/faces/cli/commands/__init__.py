"""The commands, one a file; a new command is a new file and a new row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from beichen.faces.cli.commands import (
    check,
    demo,
    event,
    explain,
    guard,
    health,
    init,
    load,
    localize,
    query,
    reconcile,
    refresh,
    schema,
    screen,
    serve,
    tree,
)

COMMANDS: Mapping[str, Callable[..., int | None]] = {
    "demo": demo.demo,
    "init": init.init,
    "check": check.check,
    "load": load.load,
    "refresh": refresh.refresh,
    "query": query.query,
    "tree": tree.tree,
    "explain": explain.explain,
    "screen": screen.screen,
    "event": event.event,
    "guard": guard.guard,
    "health": health.health,
    "localize": localize.localize,
    "reconcile": reconcile.reconcile,
    "serve": serve.serve,
    "schema": schema.schema,
}

"""Write docs/reference/cli.md from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from beichen.faces.cli.app import build_app
from beichen.faces.cli.commands import COMMANDS
from beichen.faces.cli.failure import ExitCode

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "cli.md"

_INTRODUCTION = """\
# Command line

<!-- written by tools/write_cli_reference.py -->

Commands, options, exit codes and JSON documents are stable: scripts and agents may rely on them.

`beichen` answers on standard output and says everything else on standard error. With `--json` the answer is exactly one
JSON document, an error too:

```json
{"error": {"message": "…", "hint": "…", "where": {"file": "metrics/plays.yml", "line": 12}}}
```
"""

_EXIT_CODES = {
    ExitCode.FINE: "fine",
    ExitCode.FINDING: "done, and there is a finding (see `--fail-on`)",
    ExitCode.YOURS: "yours to fix: the message says what, the hint how",
    ExitCode.OURS: "ours: a bug; its traceback is kept in a file",
    ExitCode.INTERRUPTED: "interrupted",
    ExitCode.PIPE_CLOSED: "the reader of the output went away",
}


def main() -> None:
    """Write the page."""
    PAGE.write_text(render_page(), encoding="utf-8")


def render_page() -> str:
    """The page as it must be."""
    group: Any = typer.main.get_command(build_app())
    lines = [_INTRODUCTION, "## Options of every command", "", "They may stand before or after the command's name.", ""]
    lines += _parameters(group.params)
    lines += ["", "## Exit codes", "", "| code | meaning |", "| --- | --- |"]
    lines += [f"| {code.value} | {meaning} |" for code, meaning in _EXIT_CODES.items()]
    for name in COMMANDS:
        lines += ["", *_section(name, group.commands[name])]
    return "\n".join(lines) + "\n"


def _section(name: str, command: Any) -> Iterator[str]:
    arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    yield f"## beichen {name}"
    yield ""
    yield f"    beichen {name} {' '.join([*map(_argument, arguments), '[OPTIONS]'])}"
    yield ""
    yield inspect.cleandoc(command.callback.__doc__)
    if command.params:
        yield ""
        yield from _parameters(command.params)


def _parameters(parameters: list[Any]) -> Iterator[str]:
    yield "| | |"
    yield "| --- | --- |"
    for parameter in parameters:
        yield f"| `{_usage(parameter)}` | {_escape(parameter.help)}{_default(parameter)} |"


def _usage(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return _argument(parameter)
    name = max(parameter.opts, key=len)
    return _escape(name if parameter.is_flag else f"{name} {parameter.metavar}")


def _argument(parameter: Any) -> str:
    name = parameter.metavar + ("..." if parameter.nargs == -1 else "")
    return name if parameter.required else f"[{name}]"


def _default(parameter: Any) -> str:
    hidden = parameter.default in (None, False) or parameter.required or str(parameter.default) == "."
    return "" if hidden else f" Default: `{parameter.default}`."


def _escape(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    main()

"""The environment: `${VAR}` and `${VAR:-default}` filled in where a file may depend on the machine."""

from __future__ import annotations

import os
import re
from typing import Any

from beichen.errors import Where
from beichen.project.document import Listed, Mapped
from beichen.project.problems import Problems

_VARIABLE = re.compile(r"\$\$|\$\{(?P<name>[A-Za-z_]\w*)(?::-(?P<default>[^}]*))?\}|\$\{", re.ASCII)


def fill_environment(value: Any, where: Where, problems: Problems) -> Any:
    """The value with its variables filled in, in place where it is a mapping or list; `$$` stands for `$`.

    A variable that is missing, and has no default, is noted as a problem.
    """
    if isinstance(value, str):
        return _filled(value, where, problems) if "$" in value else value
    if isinstance(value, Mapped):
        for key in value:
            value[key] = fill_environment(value[key], Where(where.file, value.key_lines[key]), problems)
    elif isinstance(value, Listed):
        for position, item in enumerate(value):
            value[position] = fill_environment(item, Where(where.file, value.item_lines[position]), problems)
    return value


def _filled(text: str, where: Where, problems: Problems) -> str:
    def fill(match: re.Match[str]) -> str:
        if match[0] == "$$":
            return "$"
        name, default = match["name"], match["default"]
        if name is None:
            problems.add(
                f"{text!r} holds a '${{' without a variable", where, "write ${NAME} or ${NAME:-default}; $$ for a $"
            )
            return match[0]
        # As in a shell: `:-` also stands in for a variable that is set to nothing.
        found = os.environ.get(name)
        if found or (found is not None and default is None):
            return found
        if default is None:
            problems.add(f"the environment variable {name} is not set", where, f"set it, or write ${{{name}:-default}}")
            return match[0]
        return default

    return _VARIABLE.sub(fill, text)

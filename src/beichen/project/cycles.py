"""Cycles: a way from a name back to itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def find_cycle(targets: Mapping[str, Sequence[str]]) -> tuple[str, ...] | None:
    """The first cycle, as the names on it with the first repeated at the end; None when there is none.

    Args:
        targets: what each name leads to; a target without an entry leads nowhere.
    """
    done: set[str] = set()
    for start in targets:
        if start in done:
            continue
        cycle = _cycle_from(start, targets, done)
        if cycle is not None:
            return cycle
    return None


def _cycle_from(start: str, targets: Mapping[str, Sequence[str]], done: set[str]) -> tuple[str, ...] | None:
    # A stack of its own: a chain of metrics may be longer than Python's recursion is deep.
    path: dict[str, Iterator[str]] = {start: iter(targets.get(start, ()))}
    while path:
        name = next(reversed(path))
        target = next(path[name], None)
        if target is None:
            done.add(name)
            del path[name]
        elif target in path:
            names = list(path)
            return (*names[names.index(target) :], target)
        elif target not in done:
            path[target] = iter(targets.get(target, ()))
    return None

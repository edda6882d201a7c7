"""When a value as it is written means what a value that is wanted means: then it is left as it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from beichen.domain.time import Duration


def means(written: Any, wanted: Any) -> bool:
    """True when the two are read as the same."""
    if isinstance(wanted, Mapping) or isinstance(written, Mapping):
        return _means_mapping(written, wanted)
    if _is_list(wanted) or _is_list(written):
        same_length = _is_list(wanted) and _is_list(written) and len(wanted) == len(written)
        return same_length and all(means(*pair) for pair in zip(written, wanted, strict=True))
    if isinstance(wanted, bool) or isinstance(written, bool):
        return bool(_plain(written) == _plain(wanted))
    if isinstance(wanted, int | float) and isinstance(written, int | float):
        return bool(written == wanted)
    return bool(_plain(written) == _plain(wanted))


def _means_mapping(written: Any, wanted: Any) -> bool:
    if isinstance(written, Mapping) and isinstance(wanted, Mapping) and written.keys() == wanted.keys():
        return all(means(written[key], wanted[key]) for key in wanted)
    texts = _languages(written), _languages(wanted)
    return texts[0] is not None and texts[0] == texts[1]


def _languages(value: Any) -> tuple[str, str] | None:
    """A text in both languages, one given alone standing for both; None for what is no such text."""
    if isinstance(value, str):
        return value, value
    if not isinstance(value, Mapping) or not value or not value.keys() <= {"en", "zh"}:
        return None
    either = next(iter(value.values()))
    return value.get("en") or either, value.get("zh") or either


def _plain(value: Any) -> Any:
    """Expressions, days and lengths of time in one notation: `true` and "true", 7 days and 7 day."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        try:
            return Duration.parse(value)
        except ValueError:
            return value.strip()
    return value


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)

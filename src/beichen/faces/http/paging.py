"""Lists by the page: a cursor stands for the last item seen, so that nothing is skipped when items come or go."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

MOST = 500
"""Items of one page, at most."""

Key = tuple[str | int, ...]
"""Where an item stands in its list: the list is in the order of these, and no two items share one."""

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    """A part of a list: derive `class ThingList(Page[Thing])` for the document of a route."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)

    items: list[T]
    total: int = Field(description="Items of the whole list.")
    next: str | None = Field(description="The `cursor` of the items that follow; null at the end.")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of a list is asked for."""

    after: Key | None  # the key of the last item of the page before
    limit: int


@dataclass(frozen=True, slots=True)
class Portion(Generic[T]):
    """The items of one page, with what `Page` says beside them."""

    items: Sequence[T]
    total: int
    next: str | None


def portion(items: Sequence[T], key: Callable[[T], Key], asked: Asked) -> Portion[T]:
    """The asked part of a list that is at hand as a whole, put in the order of its keys."""
    ordered = sorted(items, key=key)
    left = ordered if asked.after is None else [item for item in ordered if _follows(key(item), asked.after)]
    shown = left[: asked.limit]
    return Portion(shown, len(ordered), write_cursor(key(shown[-1])) if len(left) > len(shown) else None)


def write_cursor(key: Key) -> str:
    """A key as a cursor: opaque to whoever carries it."""
    return base64.urlsafe_b64encode(json.dumps(key, ensure_ascii=False).encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> Key:
    """The key behind a cursor.

    Raises:
        ValueError: this is no cursor of ours.
    """
    try:
        found = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError) as error:
        raise ValueError("this is not a cursor of this list: leave it out to begin again") from error
    if not isinstance(found, list) or not all(type(part) in (str, int) for part in found):
        raise ValueError("this is not a cursor of this list: leave it out to begin again")
    return tuple(found)


def _follows(key: Key, after: Key) -> bool:
    try:
        return key > after
    except TypeError:  # a cursor of another list: its parts are of other types
        return False


def _checked(cursor: str | None) -> str | None:
    if cursor is not None:
        read_cursor(cursor)
    return cursor


def _asked(
    cursor: Annotated[
        str | None,
        Query(description="`next` of the page before; left out for the first.", max_length=2000),
        AfterValidator(_checked),
    ] = None,
    limit: Annotated[int, Query(description="Items of one page.", ge=1, le=MOST)] = 100,
) -> Asked:
    return Asked(None if cursor is None else read_cursor(cursor), limit)


AskedPage = Annotated[Asked, Depends(_asked)]
"""The parameters `cursor` and `limit` of a route that gives a list."""

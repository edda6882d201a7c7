"""What readers of a served workspace may rely on without asking the sources: it is watched, and they are told."""

from __future__ import annotations

import threading
import time
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar, overload

from beichen.errors import BeichenError

if TYPE_CHECKING:
    from beichen.workspace.refreshing.observe import Wish

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Activity:
    """What is being brought up to date at this moment."""

    what: str
    done: int
    total: int


class Watch:
    """What a watcher tells the readers of a served workspace.

    While nobody watches, every reader looks whether what it reads is stale.

    Attributes:
        on: somebody watches.
        activity: what is being computed in the background.
        trouble: why the numbers cannot be brought up to date; what was computed before is still shown.
        data_through: the last day through which the data behind what is shown are complete.
        news: set by whoever knows that there is something to look at.
    """

    def __init__(self) -> None:
        self.on = False
        self.activity: Activity | None = None
        self.trouble: BeichenError | None = None
        self.data_through: date | None = None
        self.news = threading.Event()
        self._wishes: frozenset[Wish] = frozenset()

    @property
    def vouched(self) -> frozenset[Wish]:
        """The observations that the watcher keeps fresh."""
        return self._wishes

    def lacks(self, wishes: Iterable[Wish]) -> list[Wish]:
        """Those of the wishes that are not vouched for."""
        known = self._wishes
        return [wish for wish in wishes if wish not in known]

    def add(self, wishes: Iterable[Wish]) -> None:
        """Vouch for observations that were just found fresh, or computed."""
        if self.on:
            self._wishes |= frozenset(wishes)

    def restart(self) -> None:
        """Vouch for nothing: the definitions have changed."""
        self._wishes = frozenset()


class Growing:
    """A number that grows whenever what it stands for is another than before, over restarts too."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: Hashable = None
        self._number = 0

    def number(self, seen: Hashable) -> int:
        """The number of what is seen now."""
        with self._lock:
            if seen != self._seen:
                self._seen = seen
                # by the clock: a browser that knew the server before its restart must not meet an old number again
                self._number = max(self._number + 1, time.time_ns() // 1000)
            return self._number


class OpenedOnce(cached_property[T]):
    """A part of a workspace that is opened when it is first needed, by one thread only."""

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T: ...

    def __get__(self, instance: Any, owner: type[Any] | None = None) -> Self | T:
        if instance is None:
            return self
        with instance.turn:
            opened: T = super().__get__(instance, owner)
            return opened

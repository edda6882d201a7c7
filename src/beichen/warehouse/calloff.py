"""Calling a question off: what runs for it is interrupted, what has not begun never does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from beichen.errors import LimitError


class CallOff:
    """Held by whoever asks, and given along with the question; any thread may call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._interrupts: list[Callable[[], None]] = []
        self.called = False

    def call(self) -> None:
        """Nobody wants the answer any more."""
        with self._lock:
            self.called = True
            for interrupt in self._interrupts:
                interrupt()

    @contextmanager
    def heeded(self, interrupt: Callable[[], None]) -> Iterator[None]:
        """Run the block so that `interrupt` is called when the question is called off.

        Raises:
            LimitError: it was called off before the block began.
        """
        with self._lock:
            if self.called:
                raise called_off()
            self._interrupts.append(interrupt)
        try:
            yield
        finally:
            with self._lock:
                self._interrupts.remove(interrupt)


def called_off() -> LimitError:
    """What is raised where the answer would have been."""
    return LimitError("the question was called off", hint="ask again")

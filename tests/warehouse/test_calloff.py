"""Questions that nobody waits for any more are interrupted, and leave the connection fit for the next."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from beichen.errors import LimitError
from beichen.warehouse.calloff import CallOff
from beichen.warehouse.duckdb import DuckDBWarehouse
from beichen.warehouse.port import Limits

ENDLESS = "select sum(a.range * b.range) from range(10000000) a, range(10000000) b"


@pytest.fixture
def warehouse() -> Iterator[DuckDBWarehouse]:
    opened = DuckDBWarehouse(None, timezone="UTC")
    yield opened
    opened.close()


def test_question_that_runs_is_interrupted(warehouse: DuckDBWarehouse) -> None:
    calloff = CallOff()
    caller = threading.Timer(0.2, calloff.call)
    caller.start()

    with pytest.raises(LimitError, match="called off"):
        warehouse.fetch(ENDLESS, Limits(seconds=60, calloff=calloff))
    caller.join()
    assert warehouse.fetch("select 1", Limits(calloff=CallOff())) == [(1,)]


def test_question_that_waits_is_never_asked(warehouse: DuckDBWarehouse) -> None:
    calloff = CallOff()
    calloff.call()

    with pytest.raises(LimitError, match="called off"):
        warehouse.fetch(ENDLESS, Limits(calloff=calloff))


def test_question_that_takes_too_long_still_says_so(warehouse: DuckDBWarehouse) -> None:
    with pytest.raises(LimitError, match=r"longer than 0.2 seconds"):
        warehouse.fetch(ENDLESS, Limits(seconds=0.2, calloff=CallOff()))


def test_calling_off_one_question_leaves_another_alone(warehouse: DuckDBWarehouse) -> None:
    first, second = CallOff(), CallOff()
    warehouse.fetch("select 1", Limits(calloff=first))
    answers: list[object] = []
    asking = threading.Thread(
        target=lambda: answers.append(warehouse.fetch("select count(*) from range(200000000)", Limits(calloff=second)))
    )
    asking.start()
    time.sleep(0.05)
    first.call()  # it was answered long ago
    asking.join()

    assert answers == [[(200_000_000,)]]

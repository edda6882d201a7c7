"""Killed, or out of disk, in the middle of a load: the table is the old one or the new one, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from beichen.domain.model import Source
from beichen.errors import WarehouseError
from beichen.warehouse.duckdb import DuckDBWarehouse

LOADER = Path(__file__).with_name("loader.py")


@pytest.mark.parametrize("seed", range(6))
def test_process_killed_while_it_loads_loses_nothing_that_it_had_told(tmp_path: Path, seed: int) -> None:
    database, file = tmp_path / "warehouse.duckdb", tmp_path / "data" / "numbers.csv"
    file.parent.mkdir()
    command = [sys.executable, str(LOADER), str(database), str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as loader:
        assert loader.stdout is not None
        loader.stdout.readline()  # the first load is told
        time.sleep(random.Random(seed).uniform(0, 0.25))
        loader.send_signal(signal.SIGKILL)
        told = loader.stdout.read().split()

    acknowledged = int(told[-1]) if told else 0
    with_what_survived = DuckDBWarehouse(database, timezone="UTC", folders=[file.parent])
    ((number, numbers, rows),) = with_what_survived.fetch("select min(n), max(n), count(*) from numbers")
    assert number == numbers, "rows of two loads"
    assert number in (acknowledged, acknowledged + 1)
    assert rows == 1_000 * (number + 1)

    file.write_text("n\n7\n", encoding="utf-8")  # it may have been killed while it wrote the file
    assert with_what_survived.load(Source("numbers", "file", str(file), "numbers")).rows == 1
    with_what_survived.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        # Also where CI is set: a container without the right to mount is no fault of the code.
        pytest.skip("only root outside a container may mount a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_disk_that_fills_during_a_load_is_told_and_what_was_loaded_stays(small_disk: Path, tmp_path: Path) -> None:
    file = tmp_path / "numbers.csv"
    source = Source("numbers", "file", str(file), "numbers")
    warehouse = DuckDBWarehouse(small_disk / "warehouse.duckdb", timezone="UTC", folders=[tmp_path])
    file.write_text("n\n1\n2\n3\n", encoding="utf-8")
    warehouse.load(source)
    shuffled = random.Random(1)
    file.write_text("n\n" + "".join(f"{shuffled.random()}x\n" for _ in range(400_000)), encoding="utf-8")
    with pytest.raises(WarehouseError, match="the disk is full") as refused:
        warehouse.load(source)

    assert refused.value.hint == "free some space; nothing that was loaded is lost"
    assert warehouse.fetch("select sum(n) from numbers") == [(6,)]
    file.write_text("n\n4\n", encoding="utf-8")
    assert warehouse.load(source).rows == 1
    warehouse.close()
    again = DuckDBWarehouse(small_disk / "warehouse.duckdb", timezone="UTC", folders=[tmp_path])
    assert again.fetch("select sum(n) from numbers") == [(4,)]
    assert again.load(replace(source)).action == "unchanged"
    again.close()


def test_disk_without_room_for_a_warehouse_is_told(small_disk: Path) -> None:
    with (small_disk / "ballast").open("wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(b"x" * 4_096)
        except OSError:
            pass
    with pytest.raises(WarehouseError) as refused:
        DuckDBWarehouse(small_disk / "warehouse.duckdb", timezone="UTC")
    assert "disk is full" in refused.value.message or "cannot open the warehouse" in refused.value.message

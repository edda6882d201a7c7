"""The gym, for the tests of screening."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import beichen
from beichen.workspace.open import Workspace

from .company import write_gym


@pytest.fixture
def gym(tmp_path: Path) -> Iterator[Workspace]:
    with beichen.open(write_gym(tmp_path)) as workspace:
        yield workspace

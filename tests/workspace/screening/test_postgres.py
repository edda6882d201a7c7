"""The same cohort, told by PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import beichen
from beichen.workspace.screening.extracting import extract
from beichen.workspace.screening.journeying import walk_journey

from .company import FILES, write_gym


def test_postgresql_tells_the_same_of_every_entity_as_duckdb(postgres_database: str, tmp_path: Path) -> None:
    settings = FILES["beichen.yml"] + f"warehouse: {postgres_database}\n"
    found = []
    for name, changed in (("here", {}), ("there", {"beichen.yml": settings})):
        with beichen.open(write_gym(tmp_path / name, changed, members=120)) as gym:
            gym.load()
            told = extract(gym.engine, gym.project.candidates, [7, 28])
            found.append((told, walk_journey(gym.engine)))

    (here, journey_here), (there, journey_there) = found
    assert here.trial.entities == there.trial.entities > 100
    assert here.trial.window.tolist() == there.trial.window.tolist()
    assert here.trial.pre.tolist() == there.trial.pre.tolist()
    assert here.trial.later.tolist() == there.trial.later.tolist()
    assert [codes.tolist() for codes in here.trial.background] == [codes.tolist() for codes in there.trial.background]
    assert journey_here.as_dict() == journey_there.as_dict()

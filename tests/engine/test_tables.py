"""The tables that a model reads, as loads and data versions must know them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from beichen.engine.tables import tables_of
from beichen.errors import ProjectError
from beichen.project.read import read_project

from ..workspace.club import MODELS, SOURCES, values, write_club
from ..workspace.fixtures import OpenClub


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("select * from visits", {"visits"}),
        ("from Visits", {"visits"}),
        ('select * from "VISITS" as v', {"visits"}),
        ("select * from main.visits", {"visits"}),
        ("with visits as (select * from visits) select * from visits", {"visits"}),
        ("with v as (select * from visits) select * from v join readers using (reader)", {"visits", "readers"}),
        ("select * from (with readers as (select * from visits) select * from readers) x", {"visits"}),
        ("with visits as (select 1) select * from main.visits", {"visits"}),
        (
            "with recursive r as (select * from visits union all select * from r where false) select * from r",
            {"visits"},
        ),
        ("with a as (select * from b), b as (select * from visits) select * from b", {"b", "visits"}),
        ("(select * from visits) union all (select * from readers)", {"visits", "readers"}),
        ("select *, (select max(region) from readers) from visits", {"visits", "readers"}),
        ("select 1 as n", set()),
    ],
)
def test_tables_of_a_query_are_those_that_it_does_not_make_itself(tmp_path: Path, sql: str, tables: set[str]) -> None:
    models = MODELS.replace("table: visits", f"sql: {json.dumps(sql)}")
    project = read_project(write_club(tmp_path, {"models/visits.yml": models}))

    assert tables_of(project, project.models["visits"]) == tables


def test_query_whose_steps_are_called_like_the_tables_they_read_loads_them(club_with: OpenClub) -> None:
    sql = "with visits as (select * from visits), readers as (select * from readers) select v.* from visits v join readers using (reader)"
    workspace = club_with({"models/visits.yml": MODELS.replace("table: visits", f"sql: {json.dumps(sql)}")})

    assert values(workspace, "minutes") == [135, 110, 85]  # without dee, who is not in the readers' table
    assert {source.name for source in workspace.project.sources.values()} == {"visits", "readers"}


@pytest.mark.parametrize("name", ["it's", 'x"y', "a.b.c.d", "read_csv('x')", "visits; drop table visits"])
def test_name_that_no_source_makes_is_a_table_of_the_warehouse_or_refused(tmp_path: Path, name: str) -> None:
    """Only other warehouses have tables of their own."""
    models = MODELS.replace("table: visits", f"table: {json.dumps(name)}")
    settings = "name: x\ntimezone: UTC\nwarehouse: postgres://localhost/x\npeople: [{id: mo, name: Mo}]\n"
    project = read_project(write_club(tmp_path, {"models/visits.yml": models, "beichen.yml": settings}))
    try:
        found = tables_of(project, project.models["visits"])
    except ProjectError as error:
        assert str(error.where) == "models/visits.yml:2"
        assert "is not the name of a table" in error.message
    else:
        assert len(found) == 1  # read under this very name, in quotes


def test_table_that_a_source_makes_may_have_any_name(tmp_path: Path) -> None:
    for name in ("it's", 'x"y', "a.b", "read_csv('x')", "列 表"):
        models = MODELS.replace("table: visits", f"table: {json.dumps(name, ensure_ascii=False)}")
        sources = SOURCES.replace("name: visits", f"name: {json.dumps(name, ensure_ascii=False)}")
        project = read_project(write_club(tmp_path / "x", {"models/visits.yml": models, "sources/files.yml": sources}))
        assert tables_of(project, project.models["visits"]) == {name}


def test_table_that_is_not_loaded_yet_is_told_with_the_command_that_loads_it(club_with: OpenClub) -> None:
    with pytest.raises(ProjectError, match="its table 'visits' is not loaded") as refused:
        club_with().engine.span("visits")
    assert refused.value.hint == "beichen load visits"

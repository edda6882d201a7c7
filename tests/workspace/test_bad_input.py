"""Bad input: a clear error with a hint and a place, or a reason; never another library's error."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from beichen.domain.observation import Reason
from beichen.errors import BeichenError, ProjectError, QueryError, SourceError, StateError
from beichen.workspace.open import open_workspace

from .club import (
    HEADER,
    METRICS,
    MODELS,
    SETTINGS,
    TREE,
    VISITS,
    refusals,
    table,
    values,
    visits_source,
    ways_to_ask,
    write_club,
)
from .fixtures import OpenClub

TYPED = "{reader: varchar, day: date, minutes: integer, device: varchar}"


def test_missing_file_is_refused_by_every_door_with_the_source_and_its_line(club_with: OpenClub) -> None:
    for error in refusals(club_with({"data/visits.csv": None})):
        assert isinstance(error, SourceError)
        assert error.message.startswith("source 'visits': no file matches ")
        assert error.message.endswith("data/visits.csv")
        assert error.hint == "check `path`, which is relative to the project's folder"
        assert str(error.where) == "sources/files.yml:2"


def test_file_that_vanishes_after_it_was_loaded_is_missed_and_what_was_loaded_answers_once_it_is_back(
    club_with: OpenClub,
) -> None:
    workspace = club_with()
    workspace.load()
    path = workspace.project.folder / "data/visits.csv"
    path.unlink()
    with pytest.raises(SourceError, match="no file matches"):
        workspace.query("minutes")

    path.write_text(VISITS, encoding="utf-8")
    assert values(workspace, "minutes") == [135, 115, 85]


def test_metric_over_a_missing_column_is_named_with_its_line_and_the_closest_column(club_with: OpenClub) -> None:
    spoilt = METRICS.replace("agg: sum, expr: minutes", "agg: sum, expr: minuts")
    for error in refusals(club_with({"metrics/visits.yml": spoilt}), ["query", "sql", "refresh", "explain"], "minutes"):
        assert error.message == "metric 'minutes': model 'visits' has no column 'minuts'"
        assert error.hint == "did you mean 'minutes'?"
        assert str(error.where) == "metrics/visits.yml:5"


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ("column: day", "column: dai", "model 'visits' has no column 'dai'", 2),
        ("expr: device", "expr: devise", "dimension 'device': model 'visits' has no column 'devise'", 7),
        ("name: device, expr: device", "name: devise, expr: devise", "dimension 'devise': model 'visits' has no", 7),
        (
            "name: region, expr: region",
            "name: regoin",
            "dimension 'regoin': model 'readers' has no column 'regoin'",
            12,
        ),
        ("expr: reader, type", "expr: raeder, type", "model 'readers' has no column 'raeder'", 8),
    ],
)
def test_model_over_a_missing_column_is_named_with_its_line(
    club_with: OpenClub, old: str, new: str, message: str, line: int
) -> None:
    (error,) = refusals(club_with({"models/visits.yml": MODELS.replace(old, new)}), ["refresh"])

    assert message in error.message
    assert error.hint is not None and error.hint.startswith("did you mean")
    assert str(error.where) == f"models/visits.yml:{line}"


def test_entity_over_a_missing_column_is_named_with_its_line(club_with: OpenClub) -> None:
    spoilt = MODELS.replace("[{name: reader, expr: reader}]", "[{name: reader, expr: raeder}]")
    (error,) = refusals(club_with({"models/visits.yml": spoilt}), ["query"])

    assert (error.message, str(error.where)) == ("model 'visits' has no column 'raeder'", "models/visits.yml:2")


def test_unparseable_date_in_a_file_is_shown_with_the_way_out(club_with: OpenClub) -> None:
    for error in refusals(
        club_with({"data/visits.csv": VISITS + "zoe,yesterday,3,phone\n"}), ["query", "tree", "refresh"]
    ):
        assert isinstance(error, ProjectError)
        assert error.message.endswith(
            "the time column 'day' is VARCHAR, not a DATE or TIMESTAMP: 'yesterday' is no time"
        )
        assert error.hint is not None and "`columns:`" in error.hint
        assert str(error.where) == "models/visits.yml:2"


def test_unparseable_date_of_a_typed_column_is_refused_at_load_with_its_line_in_the_file(club_with: OpenClub) -> None:
    typed = visits_source("data/visits.csv", columns="{day: date}")
    workspace = club_with({"data/visits.csv": VISITS + "zoe,yesterday,3,phone\n", "sources/files.yml": typed})
    for error in refusals(workspace):
        assert "CSV Error on Line: 16" in error.message
        assert "yesterday" in error.message
        assert "Possible" not in error.message  # DuckDB's advice is about its own options
        assert str(error.where) == "sources/files.yml:2"


def test_load_that_fails_leaves_what_was_loaded(club_with: OpenClub) -> None:
    workspace = club_with({"sources/files.yml": visits_source("data/visits.csv", columns="{day: date}")})
    workspace.load()
    path = workspace.project.folder / "data/visits.csv"
    path.write_text(VISITS + "zoe,yesterday,3,phone\n", encoding="utf-8")
    with pytest.raises(SourceError):
        workspace.load()

    assert workspace.engine.count_rows("visits") == 14


def test_typed_table_without_rows_has_no_periods_and_nothing_to_explain(club_with: OpenClub) -> None:
    source = visits_source("data/visits.csv", columns=TYPED)
    workspace = club_with({"data/visits.csv": HEADER, "sources/files.yml": source})

    assert [len(workspace.query(name)) for name in workspace.project.metrics] == [0] * 8
    assert workspace.sql("regulars") == ""
    report = workspace.refresh()
    assert (report.findings, report.loads[0].rows) == ((), 0)
    view = workspace.tree().as_dict()
    assert (view["period"], view["versus"], view["unexplained"]) == (None, None, None)
    assert {node["value"] for node in view["nodes"]} == {None}
    told = workspace.explain("minutes").as_dict()
    assert (told["before"], told["after"], told["segments"]) == (None, None, [])
    assert told["sentence"]["en"] == "minutes has no value: the data have no such period."


def test_header_without_rows_and_types_says_that_the_time_must_be_typed(club_with: OpenClub) -> None:
    (error,) = refusals(club_with({"data/visits.csv": HEADER}), ["query"])

    assert error.message.endswith("the time column 'day' is VARCHAR, not a DATE or TIMESTAMP")
    assert error.hint is not None and "`columns:`" in error.hint


def test_all_null_measure_sums_to_0_and_has_no_maximum(club_with: OpenClub) -> None:
    rows = "".join(f"ann,2026-01-0{day},,phone\n" for day in range(5, 10))
    source = visits_source("data/visits.csv", columns="{minutes: integer}")
    workspace = club_with({"data/visits.csv": HEADER + rows, "sources/files.yml": source})

    assert values(workspace, "minutes") == [0]
    (row,) = workspace.query("longest")
    assert (row.value, row.reason, row.n) == (None, Reason.NO_ROWS, 0)
    assert workspace.refresh().computed > 0
    assert workspace.explain("longest").as_dict()["after"] is None


def test_all_null_measure_of_a_file_that_says_no_types_is_text_and_the_hint_says_so(club_with: OpenClub) -> None:
    rows = "".join(f"ann,2026-01-0{day},,phone\n" for day in range(5, 10))
    (error,) = refusals(club_with({"data/visits.csv": HEADER + rows}), ["query"], "minutes")

    assert error.message.startswith("metric 'minutes': ")
    assert error.hint == "a column that should hold numbers is text: give it its type under the source's `columns:`"
    assert str(error.where) == "metrics/visits.yml:5"


def test_period_without_rows_counts_0_where_0_is_true_and_is_undetermined_elsewhere(club_with: OpenClub) -> None:
    without = "".join(line for line in VISITS.splitlines(keepends=True) if "2026-01-1" not in line or "-19" in line)
    workspace = club_with({"data/visits.csv": without})

    assert values(workspace, "visit_count") == [6, 0, 3]
    assert values(workspace, "regulars") == [2, 0, 1]
    assert [row.reason for row in workspace.query("longest")] == [None, Reason.NO_ROWS, None]
    assert [row.reason for row in workspace.query("short_share")] == [None, Reason.ZERO_DENOMINATOR, None]


def test_division_by_zero_is_undetermined_with_its_parts(club_with: OpenClub) -> None:
    derived = METRICS + "  - {name: per_nothing, type: derived, formula: minutes / (active - active), grain: week}\n"
    workspace = club_with({"metrics/visits.yml": derived})

    assert {row.reason for row in workspace.query("per_nothing")} == {Reason.ZERO_DENOMINATOR}
    rows = [row.as_dict() for row in workspace.query("regular_share", where="minutes > 1000")]
    assert [(row["value"], row["reason"], row["numerator"], row["denominator"]) for row in rows] == [
        (None, "zero_denominator", 0, 0)
    ] * 3
    assert workspace.explain("per_nothing").as_dict()["change"] is None


def test_one_row_only_is_one_period_with_nothing_before(club_with: OpenClub) -> None:
    workspace = club_with({"data/visits.csv": HEADER + "ann,2026-01-05,20,phone\n"})
    workspace.refresh()

    assert table(workspace, "minutes") == {("2026-01-05",): 20}
    told = workspace.explain("minutes").as_dict()
    assert (told["before"], told["after"], told["change"]) == (None, 20, None)
    assert workspace.tree().as_dict()["nodes"][0]["value"] == 0


def test_dimension_of_10000_values_is_answered_and_explained_but_not_kept(club_with: OpenClub) -> None:
    rows = "".join(f"r{i % 700},2026-01-{5 + i % 14:02d},{i % 50},d{i % 10_000}\n" for i in range(20_000))
    workspace = club_with({"data/visits.csv": HEADER + rows})

    answer = workspace.query("minutes", by="device")
    assert (len(answer.segments), len(answer)) == (10_000, 20_000)
    assert sum(row.value for row in answer) == sum(i % 50 for i in range(20_000)) == 490_000
    workspace.refresh()
    kept = {kept.key.dimensions for kept in workspace.state.observations.slices()}
    assert kept == {(), ("region",)}
    segments = [share for share in workspace.explain("minutes").segments if share.segment[0][0] == "device"]
    assert len(segments) == 10_000


def test_entity_that_has_two_rows_in_its_primary_model_is_named(club_with: OpenClub) -> None:
    workspace = club_with({"data/readers.csv": "reader,region\nann,north\nbo,south\nann,south\n"})
    with pytest.raises(ProjectError, match="model 'readers' says one row per reader, but 'ann' has several") as refused:
        workspace.query("regulars", by="region")
    assert str(refused.value.where) == "models/visits.yml:8"
    with pytest.raises(ProjectError, match="'ann' has several"):
        workspace.refresh()

    assert values(workspace, "regulars") == [2, 2, 1]  # the total needs no join


def test_dimension_that_two_models_offer_is_refused_with_both_full_names(club_with: OpenClub) -> None:
    models = MODELS.replace("{name: device, expr: device", "{name: region, expr: device")
    workspace = club_with({"models/visits.yml": models})
    with pytest.raises(QueryError, match="dimension 'region' is offered by two models") as refused:
        workspace.query("minutes", by="region")
    assert refused.value.hint == "say visits.region or readers.region"

    assert table(workspace, "minutes", by="readers.region", grain="month") == {
        ("2026-01-01", "north"): 130,
        ("2026-01-01", "south"): 200,
        ("2026-01-01", None): 5,
    }
    assert table(workspace, "minutes", by="visits.region", grain="month") == {
        ("2026-01-01", "phone"): 130,
        ("2026-01-01", "tablet"): 205,
    }


@pytest.mark.parametrize(
    ("question", "message", "hint"),
    [
        ({"by": "devise"}, "model 'visits' has no dimension 'devise'", "did you mean 'device'?"),
        ({"where": "minuts > 3"}, "model 'visits' has no column 'minuts'", "did you mean 'minutes'?"),
        ({"grain": "weeek"}, "'weeek' is not a grain", "one of day, week, month, quarter, year"),
    ],
)
def test_question_that_names_something_unknown_says_what_was_meant(
    club_with: OpenClub, question: dict[str, str], message: str, hint: str
) -> None:
    with pytest.raises(QueryError) as refused:
        club_with().query("minutes", **question)  # type: ignore[call-overload]

    assert message in refused.value.message
    assert refused.value.hint == hint
    assert refused.value.where is None  # the mistake is in the question, not in the project


def test_unknown_metric_source_and_dimension_twice(club_with: OpenClub) -> None:
    workspace = club_with()
    for ask in (
        lambda: workspace.query("minute"),
        lambda: workspace.sql("minute"),
        lambda: workspace.explain("minute"),
    ):
        with pytest.raises(QueryError, match="metric 'minute' is not defined") as refused:
            ask()
        assert refused.value.hint == "did you mean 'minutes'?"
    with pytest.raises(SourceError, match="source 'visit' is not defined"):
        workspace.load(["visit"])

    twice = workspace.query("minutes", by=["device", "device"])
    assert twice.by == ("device",)


@pytest.mark.parametrize(
    "file", ["metrics/visits.yml", "beichen.yml", "models/visits.yml", "sources/files.yml", "tree.yml"]
)
def test_half_written_yaml_is_refused_with_file_and_line_wherever_it_ends(tmp_path: Path, file: str) -> None:
    whole = (write_club(tmp_path / "whole") / file).read_text(encoding="utf-8")
    outcomes = set()
    for cut in range(1, len(whole), max(1, len(whole) // 25)):
        folder = write_club(tmp_path / str(cut), {file: whole[:cut]})
        try:
            open_workspace(folder)
            outcomes.add("sound")  # what was written so far may be a whole document
        except ProjectError as error:
            outcomes.add("refused")
            assert error.where is not None
    assert "refused" in outcomes


def test_file_that_is_no_text_is_refused(club_with: OpenClub) -> None:
    with pytest.raises(ProjectError, match="is not UTF-8"):
        club_with({"tree.yml": b"\xff\xfe\x00n"})


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("selec 1", "its sql does not parse"),
        ("select 1; select 2", "its sql is not one query"),
        ("drop table visits", "its sql is not one query"),
        ("select * from vists", "there is no table 'vists'"),
        ("select * from visits where nothing = 1", 'Referenced column "nothing" not found'),
        ("select * from read_csv('/etc/passwd')", "Cannot access file"),
    ],
)
def test_model_whose_query_fails_is_named_with_its_line(club_with: OpenClub, sql: str, message: str) -> None:
    workspace = club_with({"models/visits.yml": MODELS.replace("table: visits", f'sql: "{sql}"')})
    with pytest.raises(ProjectError) as refused:
        workspace.query("minutes")

    assert refused.value.message.startswith("model 'visits': ")
    assert message in refused.value.message
    assert str(refused.value.where) == "models/visits.yml:2"


def test_model_over_a_misspelt_table_is_given_the_closest_source(club_with: OpenClub) -> None:
    workspace = club_with({"models/visits.yml": MODELS.replace("table: visits", "sql: select * from vists")})
    with pytest.raises(ProjectError) as refused:
        workspace.query("minutes")
    assert refused.value.hint == "did you mean 'visits'?"


def test_project_without_a_tree_answers_and_says_what_is_missing(club_with: OpenClub) -> None:
    workspace = club_with({"tree.yml": None})
    workspace.refresh()

    assert values(workspace, "minutes") == [135, 115, 85]
    assert workspace.explain("minutes").as_dict()["change"] == -30
    with pytest.raises(ProjectError, match="the project has no tree"):
        workspace.tree()
    with pytest.raises(QueryError, match="the project has no North Star to explain"):
        workspace.explain()
    assert workspace.freshness().data_through is None


def test_project_of_settings_alone_can_be_asked(club_with: OpenClub) -> None:
    bare = dict.fromkeys(("sources/files.yml", "models/visits.yml", "metrics/visits.yml", "tree.yml"))
    workspace = club_with(bare)

    assert workspace.load() == []
    assert workspace.query([]) == []
    assert workspace.refresh().computed == 0
    assert workspace.findings() == []
    for door in ("tree", "explain"):
        with pytest.raises(BeichenError):
            ways_to_ask(workspace)[door]()


def test_folder_for_warehouse_and_state_that_is_a_file_is_told(tmp_path: Path) -> None:
    folder = write_club(tmp_path / "club", {".beichen": "not a folder"})
    with open_workspace(folder) as workspace:
        for error in refusals(workspace, ["load", "query", "tree", "refresh"]):
            assert "cannot make the folder" in error.message
            assert error.hint == "check that the project's folder can be written"
        with pytest.raises(StateError, match="cannot make the folder"):
            workspace.findings()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    folder = write_club(tmp_path / "club")
    folder.chmod(0o555)
    try:
        with open_workspace(folder) as workspace:
            for error in refusals(workspace, ["query", "tree", "refresh"]):
                assert error.hint is not None
    finally:
        folder.chmod(0o755)


def test_tree_over_a_metric_of_an_unknown_column_names_it(club_with: OpenClub) -> None:
    spoilt = METRICS.replace("filter: minutes < 10", "filter: minuts < 10")
    (error,) = refusals(club_with({"metrics/visits.yml": spoilt}), ["tree"])

    assert error.message.startswith("metric 'short_visits': ")
    assert str(error.where) == "metrics/visits.yml:7"


def test_settings_that_name_no_timezone_of_this_world_are_refused(club_with: OpenClub) -> None:
    with pytest.raises(ProjectError) as refused:
        club_with({"beichen.yml": SETTINGS.replace("Europe/London", "Mars/Phobos")})
    assert str(refused.value.where) == "beichen.yml:3"
    with pytest.raises(ProjectError) as refused:
        club_with({"tree.yml": TREE.replace("north_star: regulars", "north_star: regular")})
    assert refused.value.hint == "did you mean 'regulars'?"

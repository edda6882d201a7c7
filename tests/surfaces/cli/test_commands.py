"""The commands on a real project, from its files to what they print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from beichen.faces.cli.main import main

Captured = pytest.CaptureFixture[str]


def ask(capsys: Captured, project: Path, *arguments: str) -> Any:
    """The JSON document of a command that goes well."""
    assert main([*arguments, "--project", str(project), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_query_loads_first_and_says_so_beside_the_answer(club: Path, capsys: Captured) -> None:
    assert main(["query", "regulars", "--project", str(club)]) == 0

    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "Weekly regulars  regulars · week",
        "period      value",
        "2026-01-05      2",
        "2026-01-12      2",
        "2026-01-19      1",
    ]
    assert err == "loading visits, which was not loaded or has changed\n"

    assert main(["query", "regulars", "--project", str(club)]) == 0
    assert capsys.readouterr().err == ""


def test_one_metric_is_a_document_and_several_are_a_list(club: Path, capsys: Captured) -> None:
    one = ask(capsys, club, "query", "regular_share", "--from", "2026-01-19")
    several = ask(capsys, club, "query", "regulars", "active")

    assert one == {
        "metric": "regular_share",
        "grain": "week",
        "rows": [
            {
                "period": "2026-01-19",
                "segment": {},
                "value": 0.5,
                "reason": None,
                "numerator": 1,
                "denominator": 2,
                "n": 2,
                "complete": True,
            }
        ],
    }
    assert [answer["metric"] for answer in several] == ["regulars", "active"]


def test_slices_and_rows_can_be_chosen(club: Path, capsys: Captured) -> None:
    by_device = ask(capsys, club, "query", "minutes", "--by", "device", "--to", "2026-01-12")
    on_phones = ask(capsys, club, "query", "minutes", "--where", "device = 'phone'", "--to", "2026-01-12")

    assert [(row["segment"], row["value"]) for row in by_device["rows"]] == [
        ({"device": "phone"}, 90),
        ({"device": "tablet"}, 45),
    ]
    assert [row["value"] for row in on_phones["rows"]] == [90]


def test_sql_is_printed_and_can_be_read_as_a_document(club: Path, capsys: Captured) -> None:
    assert main(["query", "active", "--sql", "--project", str(club)]) == 0
    printed = capsys.readouterr().out

    assert '"visits"."reader"' in printed
    assert ask(capsys, club, "query", "active", "--sql") == {"sql": printed.removesuffix("\n")}


def test_load_leaves_unchanged_data_alone(club: Path, capsys: Captured) -> None:
    first = ask(capsys, club, "load")
    second = ask(capsys, club, "load")
    with (club / "data" / "visits.csv").open("a", encoding="utf-8") as file:
        file.write("cy,2026-01-21,12,phone\n")
    third = ask(capsys, club, "load", "visits")

    assert [(load["action"], load["rows"]) for load in first["loads"]] == [("loaded", 14)]
    assert [(load["action"], load["rows"]) for load in second["loads"]] == [("unchanged", 14)]
    assert [load["rows"] for load in third["loads"]] == [15]


def test_refresh_computes_only_what_is_stale(club: Path, capsys: Captured) -> None:
    first = ask(capsys, club, "refresh")
    second = ask(capsys, club, "refresh")
    full = ask(capsys, club, "refresh", "--full")

    assert first["computed"] > 0
    assert first["reused"] == 0
    assert (second["computed"], second["reused"]) == (0, first["computed"])
    assert full["computed"] == first["computed"]


def test_tree_shows_the_last_complete_week_against_the_one_before(club: Path, capsys: Captured) -> None:
    tree = ask(capsys, club, "tree")
    nodes = {node["metric"]: node for node in tree["nodes"]}
    gave = {edge["child"]: edge["contribution"] for edge in tree["edges"]}

    assert (tree["north_star"], tree["period"], tree["versus"]) == ("regulars", "2026-01-19", "2026-01-12")
    assert (nodes["regulars"]["value"], nodes["regulars"]["previous"], nodes["regulars"]["change"]) == (1, 2, -1)
    # 3 × 2/3 → 2 × 1/2: the drivers' changes, each at the other's mean.
    assert gave["active"] == pytest.approx(-1 * (2 / 3 + 1 / 2) / 2)
    assert gave["regular_share"] == pytest.approx((1 / 2 - 2 / 3) * (3 + 2) / 2)
    assert nodes["short_visits"]["status"] == "ok"


def test_another_period_is_named_by_its_first_day(club: Path, capsys: Captured) -> None:
    tree = ask(capsys, club, "tree", "--at", "2026-01-12", "--versus", "2026-01-05")

    assert (tree["period"], tree["versus"]) == ("2026-01-12", "2026-01-05")
    assert next(node for node in tree["nodes"] if node["metric"] == "regulars")["change"] == 0


@pytest.mark.parametrize("command", [["tree"], ["explain"], ["explain", "active"]])
def test_day_inside_a_period_is_refused_with_the_day_that_names_it(
    club: Path, command: list[str], capsys: Captured
) -> None:
    assert main([*command, "--at", "2026-01-14", "--project", str(club), "--json"]) == 2

    error = json.loads(capsys.readouterr().out)["error"]
    assert "2026-01-14" in error["message"]
    assert "2026-01-12" in error["hint"]


def test_explanation_is_of_the_north_star_unless_another_is_named(club: Path, capsys: Captured) -> None:
    north_star = ask(capsys, club, "explain")
    share = ask(capsys, club, "explain", "regular_share")

    assert north_star["metric"] == "regulars"
    assert sum(branch["contribution"] for branch in north_star["branches"]) == pytest.approx(-1)
    assert north_star["unexplained"] in (0, None)
    assert share["metric"] == "regular_share"
    assert share["change"] == pytest.approx(1 / 2 - 2 / 3)


def test_explanation_is_told_in_the_asked_language(club: Path, capsys: Captured) -> None:
    document = ask(capsys, club, "explain")

    main(["explain", "--project", str(club)])
    english = capsys.readouterr().out
    main(["explain", "--project", str(club), "--lang", "zh"])
    chinese = capsys.readouterr().out

    assert english.startswith(document["sentence"]["en"])
    assert chinese.startswith(document["sentence"]["zh"])
    assert "哪个分支" in chinese


def test_language_comes_from_the_environment_when_it_is_not_asked_for(
    club: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEICHEN_LANG", "zh")

    main(["query", "regulars", "--project", str(club)])

    assert "每周常读者" in capsys.readouterr().out


def test_check_passes_a_sound_project(club: Path, capsys: Captured) -> None:
    document = ask(capsys, club, "check")

    assert [finding for finding in document["findings"] if finding["severity"] == "error"] == []


def test_schema_is_printed_for_a_kind_and_written_for_all(tmp_path: Path, capsys: Captured) -> None:
    assert main(["schema", "--kind", "tree"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert main(["schema", "--out", str(tmp_path / "schemas"), "--json"]) == 0
    written = json.loads(capsys.readouterr().out)["written"]

    assert "north_star" in json.dumps(tree)
    assert str(tmp_path / "schemas" / "metrics.schema.json") in written
    assert json.loads((tmp_path / "schemas" / "tree.schema.json").read_text(encoding="utf-8")) == tree


def test_unknown_schema_is_refused_with_a_guess(capsys: Captured) -> None:
    assert main(["schema", "--kind", "metric"]) == 2
    assert "did you mean 'metrics'?" in capsys.readouterr().err


def test_project_begins_from_a_template_and_can_be_read(tmp_path: Path, capsys: Captured) -> None:
    assert main(["init", str(tmp_path / "mine"), "--json"]) == 0
    written = json.loads(capsys.readouterr().out)["written"]

    assert str(tmp_path / "mine" / "beichen.yml") in written
    assert ask(capsys, tmp_path / "mine", "check")["findings"] == []


def test_project_is_proposed_from_data_and_answers_at_once(club: Path, tmp_path: Path, capsys: Captured) -> None:
    readers = tmp_path / "readers.csv"
    readers.write_text("reader,town\nann,Bath\nbo,Hull\ncy,Bath\ndee,Hull\n", encoding="utf-8")
    visits = str(club / "data" / "visits.csv")

    assert main(["init", str(tmp_path / "mine"), "--from", visits, str(readers)]) == 0
    capsys.readouterr()
    tree = ask(capsys, tmp_path / "mine", "tree")

    assert tree["period"] == "2026-01-19"
    assert next(node for node in tree["nodes"] if node["metric"] == tree["north_star"])["value"] is not None


def test_template_and_data_at_once_and_files_without_from_are_refused(tmp_path: Path, capsys: Captured) -> None:
    assert main(["init", str(tmp_path / "a"), "visits.csv"]) == 2
    assert "--from visits.csv" in capsys.readouterr().err
    assert main(["init", str(tmp_path / "a"), "--template", "blank", "--from", "visits.csv"]) == 2
    assert not (tmp_path / "a").exists()


def test_project_is_never_written_over(club: Path, capsys: Captured) -> None:
    before = (club / "beichen.yml").read_text(encoding="utf-8")

    assert main(["init", str(club)]) == 2
    assert main(["demo", str(club), "--no-serve"]) == 2
    assert (club / "beichen.yml").read_text(encoding="utf-8") == before


def test_demo_is_written_once_and_shown_again_as_it_is(tmp_path: Path, capsys: Captured) -> None:
    words = ["demo", str(tmp_path / "demo"), "--users", "300", "--no-serve"]

    assert main(words) == 0
    capsys.readouterr()
    tree = ask(capsys, tmp_path / "demo", "tree")
    assert tree["north_star"] == "weekly_engaged_listeners"
    assert all(node["value"] is not None for node in tree["nodes"][:3])

    assert main(words) == 0
    assert "there already" in capsys.readouterr().err

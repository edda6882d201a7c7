"""Building metrics over HTTP, on the reading club whose numbers were worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import beichen
from beichen.faces.http.app import create_app

from ..conftest import WriteClub
from .conftest import HOME

API = "/api/v1"
FILE = "metrics/visits.yml"


@pytest.fixture
def loaded(client: TestClient) -> TestClient:
    assert client.get(f"{API}/tree").status_code == 200  # loads the visits
    return client


def empty(client: TestClient) -> Any:
    return client.get(f"{API}/pages/build").json()["empty"]


def row(column: str, operator: str, *values: str) -> dict[str, Any]:
    return {"join": "and", "rows": [{"column": column, "operator": operator, "values": list(values)}], "raw": None}


def readers_of(client: TestClient, days: int = 2, **changed: Any) -> dict[str, Any]:
    """A form: readers with so many days of visits on a phone."""
    having = {"agg": "count_distinct", "expr": "day", "percentile": None, "filter": row("device", "is", "phone")}
    return {
        **empty(client),
        "name": "phone_regulars",
        "label": {"en": "Phone regulars", "zh": "手机常客"},
        "type": "threshold",
        "model": "visits",
        "entity": "reader",
        "owner": "mo",
        "having": [{"name": "days", "measure": having}],
        "test": row("days", "at_least", str(days)),
        "unit": "readers",
        "good": "up",
        **changed,
    }


def preview(client: TestClient, form: dict[str, Any], metric: str | None = None) -> Any:
    asked = client.post(f"{API}/build/preview" + (f"?metric={metric}" if metric else ""), json=form)
    assert asked.status_code == 200, asked.text
    return asked.json()


def save(client: TestClient, form: dict[str, Any], tag: str, metric: str | None = None) -> Any:
    return client.put(f"{API}/build/metrics/{metric or form['name']}", json=form, headers={"if-match": f'"{tag}"'})


def notes(found: Any, field: str | None) -> list[str]:
    return [note["message"]["en"] for note in found["notes"] if note["field"] == field]


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.yml")}


def test_page_tells_what_a_metric_can_be_made_of(loaded: TestClient) -> None:
    page = loaded.get(f"{API}/pages/build").json()
    [model] = page["models"]
    assert (model["model"], model["time"], model["entities"]) == ("visits", "day", ["reader"])
    assert [(c["name"], c["kind"], c["dimension"]) for c in model["columns"]] == [
        ("device", "text", True),
        ("reader", "text", False),
        ("day", "time", False),
        ("minutes", "number", False),
    ]
    assert len(page["kinds"]) == 10
    assert {metric["metric"]: metric["counts_entities"] for metric in page["metrics"]}["regulars"] is True
    assert {unit["unit"] for unit in page["units"]} >= {"share", "readers"}


def test_form_is_tried_while_it_is_written_and_nothing_is_kept(loaded: TestClient, club: Path) -> None:
    before = files(club)
    found = preview(loaded, readers_of(loaded))
    # phone days of a week: ann 2, cy 2 / ann 2 / nobody
    assert [(p["start"], p["value"], p["complete"]) for p in found["tried"]["points"]] == [
        ("2026-01-05", 2, True),
        ("2026-01-12", 1, True),
        ("2026-01-19", 0, True),
    ]
    assert found["tried"]["points"][0]["name"] == {"en": "Week 2, 2026", "zh": "2026年第2周"}
    assert "device = 'phone'" in found["words"]["en"]
    assert "SELECT" in found["sql"]
    assert found["yaml"].startswith("name: phone_regulars\nlabel: {zh: 手机常客, en: Phone regulars}\n")
    assert found["diff"].startswith(f"--- a/{FILE}\n+++ b/{FILE}\n")
    assert (found["file"], found["can_save"]) == (FILE, True)
    assert files(club) == before
    assert loaded.get(f"{API}/build/changes").json() == {"items": [], "next": None}


def test_half_filled_form_has_notes_beside_its_fields(loaded: TestClient) -> None:
    found = preview(loaded, {**empty(loaded), "type": "threshold", "label": {"en": "Phone regulars", "zh": ""}})
    assert {n["field"] for n in found["notes"] if n["missing"]} == {"name", "model", "entity", "test"}
    assert (found["can_save"], found["tried"], found["suggested_name"]) == (False, None, "phone_regulars")
    for kind in (
        "simple",
        "ratio",
        "derived",
        "cumulative",
        "lifecycle",
        "retention",
        "conversion",
        "repeat",
        "index",
        "x",
    ):
        found = preview(loaded, {**empty(loaded), "type": kind})
        assert found["can_save"] is False
        assert found["notes"]


def test_numbers_do_not_wait_for_a_name(loaded: TestClient) -> None:
    found = preview(loaded, readers_of(loaded, name="", label={"en": "", "zh": ""}))
    assert [point["value"] for point in found["tried"]["points"]] == [2, 1, 0]
    assert notes(found, "name") == ["Give it a name."]
    assert found["can_save"] is False


def test_lint_findings_stand_beside_the_field_that_they_are_about(loaded: TestClient) -> None:
    found = preview(loaded, readers_of(loaded, owner=None, label={"en": "Weekly regulars", "zh": "每周常读者"}))
    assert notes(found, "owner") == ["Weekly regulars (phone_regulars) has no owner"]
    assert notes(found, "label") == ["phone_regulars and regulars are both called “Weekly regulars”"]
    assert found["can_save"] is True  # warnings do not stop anybody
    assert {n["code"] for n in found["notes"] if n["field"] == "owner"} == {"metric-without-owner"}


def test_what_is_wrong_stands_beside_the_field_too(loaded: TestClient) -> None:
    wrong = readers_of(loaded, filter={"join": "and", "rows": [], "raw": "devise = 'phone'"})
    found = preview(loaded, wrong)
    assert "devise" in notes(found, "filter")[0]
    assert (found["can_save"], found["tried"]) == (False, None)
    assert notes(preview(loaded, readers_of(loaded, entity="cat")), "entity") == ["model 'visits' has no entity 'cat'"]
    assert "metric 'active' is defined twice" in notes(preview(loaded, readers_of(loaded, name="active")), "name")
    assert "is not a name" not in notes(preview(loaded, readers_of(loaded, name="a b")), "name")
    assert preview(loaded, readers_of(loaded, name="a b"))["can_save"] is False
    broken = readers_of(loaded, test={"join": "and", "rows": [], "raw": "days >="})
    assert preview(loaded, broken)["tried"]["problem"] is not None


def test_conditions_that_let_nothing_pass_are_told(loaded: TestClient) -> None:
    found = preview(loaded, readers_of(loaded, days=9))
    assert notes(found, None)[-1] == "No row of these periods counts. Are the conditions right?"


def test_saved_metric_is_there_at_once_and_can_be_taken_back(loaded: TestClient, club: Path) -> None:
    before = files(club)
    form = readers_of(loaded)
    saved = save(loaded, form, preview(loaded, form)["tag"])
    assert saved.status_code == 200, saved.text
    assert saved.json()["title"] == {"en": "New metric phone_regulars", "zh": "新建指标 phone_regulars"}
    assert loaded.get(f"{API}/metrics/phone_regulars").json()["label"]["zh"] == "手机常客"
    answer = loaded.get(f"{API}/query?metric=phone_regulars").json()
    assert [row["value"] for row in answer["rows"]] == [2, 1, 0]
    assert {**files(club), FILE: b""} == {**before, FILE: b""}
    [kept] = loaded.get(f"{API}/build/changes").json()["items"]
    assert "+  - name: phone_regulars" in kept["files"][0]["diff"]
    undone = loaded.post(f"{API}/build/undo/{kept['change']}", headers={"content-type": "application/json"})
    assert undone.status_code == 200 and undone.json()["undone_at"]
    assert files(club) == before
    assert loaded.get(f"{API}/query?metric=phone_regulars").status_code == 404


def test_edited_metric_shows_what_changes_beside_what_is_saved(loaded: TestClient, club: Path) -> None:
    opened = loaded.get(f"{API}/pages/build/regulars").json()
    form = opened["form"]
    assert form["test"]["rows"] == [{"column": "days", "operator": "at_least", "values": ["2"]}]
    assert preview(loaded, form, "regulars")["diff"] == ""
    form["test"] = row("days", "at_least", "3")
    found = preview(loaded, form, "regulars")
    assert [(p["saved"], p["value"]) for p in found["tried"]["points"]] == [(2, 1), (2, 0), (1, 0)]
    assert "-    where: days >= 2\n+    where: days >= 3\n" in found["diff"]
    old = (club / FILE).read_bytes()
    assert save(loaded, form, found["tag"], "regulars").status_code == 200
    assert (club / FILE).read_bytes() == old.replace(b"where: days >= 2", b"where: days >= 3")


def test_second_who_saves_is_told_what_the_first_changed(loaded: TestClient, club: Path) -> None:
    mine, theirs = (loaded.get(f"{API}/pages/build/regulars").json()["form"] for _ in range(2))
    mine["unit"], theirs["unit"] = "people", "members"
    seen = preview(loaded, mine, "regulars")["tag"]
    assert save(loaded, theirs, preview(loaded, theirs, "regulars")["tag"], "regulars").status_code == 200
    between = (club / FILE).read_bytes()
    refused = save(loaded, mine, seen, "regulars")
    assert refused.status_code == 412
    problem = refused.json()
    assert problem["type"] == "urn:beichen:problem:conflict"
    assert "-    unit: readers\n+    unit: members\n" in problem["meanwhile"][0]["diff"]
    assert (club / FILE).read_bytes() == between
    # who goes on writing sees it in the diff, and saves on top of it
    again = preview(loaded, mine, "regulars")
    assert "-    unit: members\n+    unit: people\n" in again["diff"]
    assert save(loaded, mine, again["tag"], "regulars").status_code == 200


def test_saving_says_what_it_saw(loaded: TestClient) -> None:
    form = readers_of(loaded)
    refused = loaded.put(f"{API}/build/metrics/phone_regulars", json=form)
    assert (refused.status_code, refused.json()["type"]) == (428, "urn:beichen:problem:if-match-needed")
    assert loaded.delete(f"{API}/build/metrics/minutes").status_code == 428
    stranger = loaded.put(
        f"{API}/build/metrics/phone_regulars",
        json=form,
        headers={"if-match": preview(loaded, form)["tag"], "origin": "https://evil.example"},
    )
    assert stranger.status_code == 403


def test_unfinished_form_is_not_saved(loaded: TestClient, club: Path) -> None:
    before = files(club)
    form = readers_of(loaded, model=None)
    refused = save(loaded, form, preview(loaded, form)["tag"] or "x")
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:beichen:problem:unfinished")
    assert files(club) == before


def test_metric_is_removed_only_when_nothing_uses_it(loaded: TestClient, club: Path) -> None:
    used = loaded.get(f"{API}/build/metrics/active/removal").json()
    assert used["can_remove"] is False
    assert "metric 'active' is not defined" in notes(used, None)
    refused = loaded.delete(f"{API}/build/metrics/active", headers={"if-match": used["tag"]})
    assert refused.status_code == 409
    free = loaded.get(f"{API}/build/metrics/minutes/removal").json()
    assert free["can_remove"] is True
    assert loaded.delete(f"{API}/build/metrics/minutes", headers={"if-match": "stale"}).status_code == 412
    assert loaded.delete(f"{API}/build/metrics/minutes", headers={"if-match": free["tag"]}).status_code == 200
    assert b"name: minutes" not in (club / FILE).read_bytes()
    assert loaded.get(f"{API}/build/metrics/minutes/removal").status_code == 404


def test_real_values_are_suggested_commonest_first(loaded: TestClient) -> None:
    def ask(**asked: str) -> Any:
        return loaded.get(f"{API}/build/values", params={"model": "visits", **asked})

    assert ask(column="device").json()["values"] == [{"value": "phone", "rows": 8}, {"value": "tablet", "rows": 6}]
    assert [v["value"] for v in ask(column="device", prefix="TAB").json()["values"]] == ["tablet"]
    assert [v["value"] for v in ask(column="reader", prefix="e").json()["values"]] == ["dee"]
    assert next(v["value"] for v in ask(column="minutes").json()["values"]) == "5"
    assert ask(column="divice").json()["hint"] == "did you mean 'device'?"
    assert ask(column='"; drop table visits; --').status_code == 400
    assert ask(column="device", prefix="'; drop table visits; --").json() == {"values": []}
    assert loaded.get(f"{API}/build/values?model=x&column=y").status_code == 400


def test_changes_come_by_the_page(loaded: TestClient) -> None:
    for name in ("a1", "a2", "a3"):
        form = readers_of(loaded, name=name)
        assert save(loaded, form, preview(loaded, form)["tag"]).status_code == 200
    first = loaded.get(f"{API}/build/changes?limit=2").json()
    assert [item["title"]["en"] for item in first["items"]] == ["New metric a3", "New metric a2"]
    rest = loaded.get(f"{API}/build/changes?limit=2&before={first['next']}").json()
    assert ([item["title"]["en"] for item in rest["items"]], rest["next"]) == (["New metric a1"], None)
    assert loaded.post(f"{API}/build/undo/999", headers={"content-type": "application/json"}).status_code == 404


def test_half_a_character_is_refused(loaded: TestClient) -> None:
    form = json.dumps({**readers_of(loaded), "unit": "\ud83d"})
    answer = loaded.post(f"{API}/build/preview", content=form, headers={"content-type": "application/json"})
    assert answer.json()["can_save"] is False
    assert answer.json()["notes"]


DRAFT = """\
metrics:
  # wanted since spring
  - {name: returning, label: {en: Returning readers, zh: 回访读者}, owner: mo, draft: true, good: up}   # soon
"""


def test_draft_becomes_a_metric(write_club: WriteClub, web: Path) -> None:
    folder = write_club(changed={"metrics/drafts.yml": DRAFT})
    with beichen.open(folder) as workspace:
        client = TestClient(create_app(workspace, web=web), base_url=HOME)
        client.get(f"{API}/tree")
        form = client.get(f"{API}/pages/build/returning").json()["form"]
        assert (form["label"]["zh"], form["owner"], form["good"]) == ("回访读者", "mo", "up")
        form |= {"type": "lifecycle", "of": "regulars", "state": "retained"}
        tag = preview(client, form, "returning")["tag"]
        assert save(client, form, tag, "returning").status_code == 200
        assert workspace.project.metrics["returning"].kind == "lifecycle"
    assert (folder / "metrics/drafts.yml").read_text() == DRAFT.replace(
        "owner: mo, draft: true, good: up}",
        "role: input, owner: mo, type: lifecycle, of: regulars, state: retained, grain: week, good: up}",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "a" * 5_000},
        {"name": "a: b\n- {"},
        {"unit": "\x07"},
        {"grain": "fortnight"},
        {"role": "boss"},
        {"good": "sideways"},
        {"test": {"join": "and", "rows": [], "raw": "(" * 3_000}},
        {"test": {"join": "and", "rows": [], "raw": "days > (select 1)"}},
        {"filter": {"join": "and", "rows": [], "raw": "read_csv('/etc/passwd') is null"}},
        {"filter": {"join": "or", "rows": [{"column": "'; --", "operator": "is", "values": ["x"] * 500}], "raw": None}},
        {"having": []},
        {"having": [{"name": "a b", "measure": {"agg": "mode", "expr": "x", "percentile": 7, "filter": row("day", "is", "x")}}]},
        {"type": "index", "versions": [{"valid_from": "tomorrow", "components": []}]},
        {"type": "derived", "formula": "active / nothing + ("},
        {"type": "lifecycle", "of": "minutes", "state": "sleeping"},
        {"type": "cumulative", "window": {"kind": "trailing", "days": 10**9, "since": "year"}},
    ],
)  # fmt: skip
def test_strange_forms_get_notes_and_never_a_file(loaded: TestClient, club: Path, wrong: dict[str, Any]) -> None:
    before = files(club)
    form = readers_of(loaded, **wrong)
    found = preview(loaded, form)
    assert any(note["severity"] == "error" for note in found["notes"]) or found["tried"]["problem"]
    saved = save(loaded, {**form, "name": "strange"}, found["tag"] or "x", "strange")
    assert saved.status_code in (200, 409, 412, 422)
    if saved.status_code == 200:
        assert loaded.get(f"{API}/project").status_code == 200
    else:
        assert files(club) == before

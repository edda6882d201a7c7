"""A file becomes part of a project, answers, and is taken back without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

import beichen
from beichen.errors import BeichenError, QueryError
from beichen.workspace.building.changes import ConflictError
from beichen.workspace.importing.columns import ColumnUse
from beichen.workspace.importing.importing import Importing
from beichen.workspace.importing.uploads import UnknownUploadError
from beichen.workspace.open import Workspace

VISITS = "member_id,visited_at,spent\n" + "".join(
    f'm{i % 8},2026-03-{2 + i % 14:02d} 10:00:00,"{i + 1000:,}"\n' for i in range(56)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project that knows its members: m0 to m9."""
    for name, text in {
        "beichen.yml": "version: 1\nname: Tea house\ntimezone: Asia/Shanghai\nlocale: en\n",
        "sources/members.yml": "sources: [{name: members, type: file, path: data/members.csv}]\n",
        "models/members.yml": "semantic_models: [{name: members, table: members, entities: [{name: member, expr: id, type: primary}], dimensions: [{name: plan}]}]\n",
        "data/members.csv": "id,plan\n" + "".join(f"m{i},{'gold' if i < 5 else 'plain'}\n" for i in range(10)),
    }.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "project"


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with beichen.open(folder) as opened:
        opened.load()
        yield opened


@pytest.fixture
def importing(workspace: Workspace) -> Importing:
    return Importing(workspace)


def hand_in(importing: Importing, name: str = "visits.csv", text: str = VISITS) -> str:
    receiving = importing.receive(name)
    receiving.write(text.encode())
    return receiving.finish().id


def confirm(importing: Importing, upload: str, table: str | None = None) -> None:
    choices = importing.offer(upload).choices
    choices = choices if table is None else replace(choices, table=table)
    planned = importing.plan(upload, choices)
    importing.apply(upload, choices, if_match=planned.preview.proposal.tag, author="lin")


def files_of(folder: Path) -> dict[str, str]:
    kept = (path for path in folder.rglob("*") if path.is_file() and ".beichen" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in kept}


def test_ids_are_known_by_their_values(importing: Importing) -> None:
    offer = importing.offer(hand_in(importing, text=VISITS.replace("member_id", "客户编号")))

    assert [(join.entity, join.model, join.share) for join in offer.joins["客户编号"]] == [("member", "members", 1.0)]
    assert offer.choices.columns[0].name == "member"


def test_small_numbers_that_happen_to_overlap_are_offered_and_not_taken(folder: Path) -> None:
    (folder / "data/members.csv").write_text("id,plan\n" + "".join(f"{i},plain\n" for i in range(10)))
    rows = "".join(f"{i % 8},2026-03-{2 + i % 14:02d}\n" for i in range(56))
    with beichen.open(folder) as workspace:
        workspace.load()
        importing = Importing(workspace)
        offer = importing.offer(hand_in(importing, text="customer_id,day\n" + rows))

    assert offer.joins["customer_id"][0].entity == "member"
    assert offer.choices.columns[0].name == "customer"


def test_confirmed_file_answers_together_with_what_the_project_knew(
    importing: Importing, workspace: Workspace, folder: Path
) -> None:
    upload = hand_in(importing)
    confirm(importing, upload)
    report = importing.load(upload)

    assert (report.table, report.rows) == ("visits", 56)
    assert (folder / "data/visits.csv").read_text() == VISITS
    (folder / "metrics").mkdir()
    (folder / "metrics/m.yml").write_text(
        "metrics: [{name: spent, label: Spent, type: simple, model: visits, agg: sum, expr: spent_number, grain: week}]\n"
    )
    workspace.reread()
    rows = workspace.query("spent", by=("plan",)).as_dict()["rows"]
    # m0 … m4 are gold: visits i with i % 8 < 5, each spending i + 1000, in two weeks
    gold = sum(i + 1000 for i in range(56) if i % 8 < 5)
    assert sum(row["value"] for row in rows if row["segment"]["plan"] == "gold") == gold
    assert sum(row["value"] for row in rows) == sum(range(1000, 1056))


def test_undone_import_leaves_no_trace_and_can_be_confirmed_again(
    importing: Importing, workspace: Workspace, folder: Path
) -> None:
    before = files_of(folder)
    upload = hand_in(importing)
    confirm(importing, upload)
    importing.load(upload)
    assert {"sources/visits.yml", "models/visits.yml", "data/visits.csv"} <= files_of(folder).keys()
    with pytest.raises(QueryError, match="imported already"):
        importing.offer(upload)

    importing.undo(upload)

    assert files_of(folder) == before
    assert "visits" not in workspace.project.models
    confirm(importing, upload, table="calls")
    assert importing.load(upload).table == "calls"


def test_edited_model_is_not_taken_back(importing: Importing, folder: Path) -> None:
    upload = hand_in(importing)
    confirm(importing, upload)
    model = folder / "models/visits.yml"
    model.write_text(model.read_text() + "# mine\n")

    with pytest.raises(ConflictError):
        importing.undo(upload)

    assert (folder / "data/visits.csv").exists()


def test_plan_that_is_out_of_date_writes_nothing(importing: Importing, folder: Path) -> None:
    upload = hand_in(importing)
    choices = importing.offer(upload).choices
    tag = importing.plan(upload, choices).preview.proposal.tag
    (folder / "models/visits.yml").write_text("semantic_models: []\n")

    with pytest.raises(BeichenError):
        importing.apply(upload, choices, if_match=tag)

    assert not (folder / "data/visits.csv").exists()
    assert importing.offer(upload).choices == choices


def test_unsound_choices_write_nothing(importing: Importing, folder: Path) -> None:
    upload = hand_in(importing)
    choices = importing.offer(upload).choices
    without = replace(choices, columns=tuple(replace(c, use=ColumnUse.IGNORE) for c in choices.columns))
    before = files_of(folder)

    with pytest.raises(QueryError, match="when a row happened"):
        importing.apply(upload, without, if_match=importing.plan(upload, without).preview.proposal.tag)

    assert files_of(folder) == before


def test_load_and_undo_need_a_confirmed_import(importing: Importing) -> None:
    upload = hand_in(importing)
    for use in (importing.load, importing.undo):
        with pytest.raises(QueryError, match="not imported"):
            use(upload)
    with pytest.raises(UnknownUploadError):
        importing.load("0" * 16)


def test_diff_shows_both_files_as_new(importing: Importing) -> None:
    upload = hand_in(importing)

    diff = importing.plan(upload, importing.offer(upload).choices).preview.proposal.diff

    assert "--- /dev/null\n+++ b/sources/visits.yml\n" in diff
    assert "+++ b/models/visits.yml\n" in diff
    assert "+    time: {column: visited_at, grain: second}   # a timestamp from 2026-03-02 10:00:00" in diff


def test_imports_that_are_confirmed_wait_no_longer(importing: Importing) -> None:
    for number in range(20):
        upload = hand_in(importing, f"f{number}.csv")
        if number < 2:
            confirm(importing, upload)

    for number in range(2):
        hand_in(importing, f"more{number}.csv")
    with pytest.raises(BeichenError, match="too many"):
        importing.receive("one_more.csv")


def test_signs_of_the_environment_in_names_stay_signs(
    importing: Importing, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    monkeypatch.setenv("SECRET", "hunter2")
    book = openpyxl.Workbook()
    book.active.title = "${SECRET}"
    book.active.append(["member_id", "${SECRET}", "day", "$a"])
    for i in range(30):
        book.active.append([f"m{i % 9}", ("x", "y")[i % 2], f"2026-05-{1 + i % 28:02d}", "1,234"])
    book.create_sheet("other").append(["a"])
    receiving = importing.receive("${SECRET}.xlsx")
    content = BytesIO()
    book.save(content)
    receiving.write(content.getvalue())
    upload = receiving.finish().id

    confirm(importing, upload)

    assert importing.load(upload).rows == 30
    source = workspace.project.sources["secret"]
    assert source.sheet == "${SECRET}"
    assert workspace.project.models["secret"].dimensions[0].expr == '"${SECRET}"'


def test_two_confirmations_of_one_file_are_one_import(importing: Importing, folder: Path) -> None:
    upload = hand_in(importing)
    choices = importing.offer(upload).choices
    tag = importing.plan(upload, choices).preview.proposal.tag

    def apply(_: int) -> str:
        try:
            return importing.apply(upload, choices, if_match=tag).source
        except QueryError as refused:
            return refused.message

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(apply, range(4)))

    assert told == ["visits", *["visits.csv is imported already"] * 3]
    assert (folder / "data/visits.csv").read_text() == VISITS


DAYS = [f"{2 + i % 26:02d}" for i in range(60)]
KINDS = {
    "zoned.csv": "user_id,at,n\n" + "".join(f"u{i % 7},2026-05-{day}T23:30:00-05:00,{i}\n" for i, day in enumerate(DAYS)),
    "chinese.csv": "用户,日期,数量\n" + "".join(f"u{i % 7},2026年5月{int(day)}日,{i % 9}\n" for i, day in enumerate(DAYS)),
    "compact.csv": "user_id,day,n\n" + "".join(f"u{i % 7},202605{day},{i % 9}\n" for i, day in enumerate(DAYS)),
    "epoch.csv": "user_id,ts,n\n" + "".join(f"u{i % 7},{1_777_700_000 + i * 86_400},{i % 9}\n" for i in range(60)),
    "gaps.tsv": "user_id\tday\tn\n" + "".join(f"u{i % 7}\t2026-05-{DAYS[i % 60] if i else 'x'}\t1\n" for i in range(300)),
    "order.csv": 'user_id,order,"select"\n' + "".join(f"u{i % 7},2026-05-{day} 10:00,{i % 9}\n" for i, day in enumerate(DAYS)),
    "lines.jsonl": "".join(f'{{"user_id": "u{i % 7}", "at": "2026-05-{day}T10:00:00Z", "props": {{"a": [1]}}}}\n' for i, day in enumerate(DAYS)),
    "semi.csv": "user_id;day;amount\n" + "".join(f"u{i % 7};2026-05-{day};{i},5\n" for i, day in enumerate(DAYS)),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_files_of_many_kinds_load_and_tell_their_time(importing: Importing, workspace: Workspace, name: str) -> None:
    upload = hand_in(importing, name, KINDS[name])
    confirm(importing, upload)

    report = importing.load(upload)

    span = workspace.engine.span(report.table)
    assert span is not None
    # half past eleven at night in New York is past noon of the next day in Shanghai
    assert span.first_day == date(2026, 5, 3 if name == "zoned.csv" else 2)
    assert workspace.engine.count_rows(report.table) == report.rows == KINDS[name].count("\n") - (name != "lines.jsonl")
    importing.undo(upload)

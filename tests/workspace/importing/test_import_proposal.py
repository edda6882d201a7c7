"""What files of every kind are proposed to become, and what a person's choices make of the proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from beichen.errors import SourceError
from beichen.project.read import read_project
from beichen.workspace.importing.choices import ImportPlan, default_choices, plan_import
from beichen.workspace.importing.columns import ColumnKind, ColumnUse, Proposed, propose_columns
from beichen.workspace.importing.troubles import Choices, ColumnChoice
from beichen.workspace.importing.uploads import Upload, Uploads

PROJECT = "version: 1\nname: Shop\ntimezone: Asia/Shanghai\n"

ORDERS = "用户编号,城市,下单时间,金额,渠道,已退款\n" + "".join(
    f'u{i % 20},{"北京" if i % 20 % 2 else "上海"},2026-05-{1 + i % 28:02d} 10:00:00,"{1000 + i:,}.50",'
    f"{('app', 'web', 'mini')[i % 3]},{'true' if i % 7 == 0 else 'false'}\n"
    for i in range(200)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "beichen.yml").write_text(PROJECT)
    return tmp_path


def hand_in(folder: Path, name: str, content: bytes) -> Upload:
    receiving = Uploads(folder / ".beichen").receive(name)
    receiving.write(content)
    return receiving.finish()


def propose(folder: Path, name: str, content: bytes, sheet: str | None = None) -> Proposed:
    return propose_columns(hand_in(folder, name, content), sheet)


def workbook(folder: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(folder / "made.xlsx")
    return (folder / "made.xlsx").read_bytes()


def uses(proposed: Proposed) -> dict[str, str]:
    return {column.profile.name: column.use.value for column in proposed.columns}


def choices_of(proposed: Proposed, folder: Path) -> Choices:
    return default_choices(proposed, read_project(folder), {})


def chosen(choices: Choices, column: str, **changes: object) -> Choices:
    columns = tuple(replace(one, **changes) if one.column == column else one for one in choices.columns)  # type: ignore[arg-type]
    return replace(choices, columns=columns)


def plan(proposed: Proposed, choices: Choices, folder: Path) -> ImportPlan:
    return plan_import(proposed, choices, read_project(folder))


def troubles(made: ImportPlan, *, blocking: bool = True) -> list[tuple[str | None, str]]:
    return [(trouble.column, trouble.text.en) for trouble in made.troubles if trouble.blocking is blocking]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_chinese_orders_are_understood_in_every_encoding(folder: Path, encoding: str) -> None:
    proposed = propose(folder, "订单.csv", ORDERS.encode(encoding))

    assert uses(proposed) == {
        "用户编号": "entity",
        "城市": "entity_dimension",
        "下单时间": "time",
        "金额": "measure",
        "渠道": "event_dimension",
        "已退款": "event_dimension",
    }
    user, city, _, amount, _, _ = proposed.columns
    assert (user.name, city.of) == ("用户", "用户")
    assert user.why.zh == "从列名看是标识，共 20 个，平均每个 10.0 行"
    assert city.why.zh == "2 个取值，每个 用户 只有一个"
    assert (amount.kind, amount.adds_up, amount.profile.low) == (ColumnKind.NUMBER, True, "1000.5")
    assert amount.why.en.startswith("numbers written with separators or a currency, as 1,234.50; numbers from 1000.5")
    assert proposed.head[0] == ("u0", "上海", "2026-05-01 10:00:00", "1,000.50", "app", "true")
    assert len(proposed.head) == 20


def test_proposal_of_chinese_orders_is_a_sound_model(folder: Path) -> None:
    proposed = propose(folder, "订单.csv", ORDERS.encode("gbk"))

    made = plan(proposed, choices_of(proposed, folder), folder)

    assert troubles(made) == []
    assert made.data == "data/订单.csv"
    assert "was in gb18030 and is kept in UTF-8" in made.files["sources/订单.yml"]
    read = read_project(folder, changed={file: text.encode() for file, text in made.files.items()})
    model = read.models["订单"]
    assert model.time is not None and model.time.column == "下单时间"
    assert [(e.name, e.expr, e.primary) for e in model.entities] == [("用户", '"用户编号"', False)]
    assert [(d.name, d.entity) for d in model.dimensions] == [("城市", "用户"), ("渠道", None), ("已退款", None)]
    assert "金额_number" in (model.sql or "")
    assert dict(read.sources["订单"].columns) == {"用户编号": "VARCHAR".lower(), "下单时间": "timestamp"}


def test_parquet_keeps_its_types_and_zoned_times(folder: Path) -> None:
    duckdb.connect().sql(
        "select 'u' || i % 9 as user_id, timestamptz '2026-05-01 10:00:00+08' + to_hours(i) as at, i::decimal(18,2) as amount "
        "from range(100) t(i)"
    ).write_parquet(str(folder / "pay.parquet"))

    proposed = propose(folder, "pay.parquet", (folder / "pay.parquet").read_bytes())

    assert uses(proposed) == {"user_id": "entity", "at": "time", "amount": "measure"}
    assert proposed.columns[1].why.zh.startswith("带时区的时间，从 2026-05-01 02:00:00+00")
    made = plan(proposed, choices_of(proposed, folder), folder)
    assert made.source.pinned == ()
    assert "table: pay" in made.files["models/pay.yml"]


def test_zoned_times_of_a_csv_keep_their_zone(folder: Path) -> None:
    rows = "".join(f"u{i % 9},2026-05-{1 + i % 28:02d}T10:00:00+08:00,{i}\n" for i in range(60))

    proposed = propose(folder, "log.csv", ("user_id,at,amount\n" + rows).encode())

    assert proposed.columns[1].profile.type == "TIMESTAMP WITH TIME ZONE"
    made = plan(proposed, choices_of(proposed, folder), folder)
    assert dict(made.source.pinned)["at"] == "TIMESTAMP WITH TIME ZONE"


def test_workbook_with_several_sheets_lets_choose(folder: Path) -> None:
    visits: list[list[object]] = [["member_id", "visited_on", "minutes"]]
    visits += [[f"m{i % 9}", datetime(2026, 5, 1 + i % 28), i % 60] for i in range(80)]
    content = workbook(folder, {"说明": [["nothing here"], ["really"]], "到店": visits})

    upload = hand_in(folder, "门店.xlsx", content)
    second = propose_columns(upload, "到店")

    assert upload.sheets == ("说明", "到店")
    assert [column.profile.name for column in propose_columns(upload, None).columns] == ["nothing here"]
    assert uses(second) == {"member_id": "entity", "visited_on": "time", "minutes": "measure"}
    made = plan(second, choices_of(second, folder), folder)
    assert made.source.sheet == "到店"
    assert troubles(made) == []


def test_column_of_mixed_types_is_text_until_it_is_said_to_be_numbers(folder: Path) -> None:
    rows = "".join(f"u{i % 9},2026-05-{1 + i % 28:02d},{'n/a' if i % 10 == 0 else i}\n" for i in range(60))
    proposed = propose(folder, "log.csv", ("user_id,day,score\n" + rows).encode())
    assert proposed.columns[2].kind is ColumnKind.TEXT

    choices = chosen(choices_of(proposed, folder), "score", kind=ColumnKind.NUMBER, use=ColumnUse.MEASURE)
    made = plan(proposed, choices, folder)

    assert troubles(made) == []
    assert ("score", "numbers, but for 6 of them such as 'n/a', which are left empty") in troubles(made, blocking=False)
    assert "try_cast(score as double) as score_number" in made.files["models/log.yml"]


def test_code_of_digits_can_be_kept_as_text(folder: Path) -> None:
    rows = "".join(f"u{i % 9},2026-05-{1 + i % 28:02d},{1000 + i % 7}\n" for i in range(60))
    proposed = propose(folder, "log.csv", ("user_id,day,zip\n" + rows).encode())

    made = plan(
        proposed,
        chosen(choices_of(proposed, folder), "zip", kind=ColumnKind.TEXT, use=ColumnUse.EVENT_DIMENSION),
        folder,
    )

    assert dict(made.source.pinned)["zip"] == "VARCHAR"


def test_list_of_members_has_one_row_each(folder: Path) -> None:
    rows = "".join(f"m{i},{('gold', 'silver')[i % 2]}\n" for i in range(50))
    proposed = propose(folder, "members.csv", ("member_id,level\n" + rows).encode())

    assert uses(proposed) == {"member_id": "primary_entity", "level": "entity_dimension"}
    made = plan(proposed, choices_of(proposed, folder), folder)
    assert troubles(made) == []
    assert "type: primary" in made.files["models/members.yml"]


def orders(folder: Path) -> tuple[Proposed, Choices]:
    proposed = propose(folder, "orders.csv", ORDERS.replace("用户编号", "user_id").encode())
    return proposed, choices_of(proposed, folder)


@pytest.mark.parametrize(
    ("column", "changes", "said"),
    [
        ("下单时间", {"use": ColumnUse.IGNORE}, (None, "say which column tells when a row happened, or which has one row per entity")),
        ("下单时间", {"kind": ColumnKind.TEXT}, ("下单时间", "a time is a day or a moment")),
        ("城市", {"use": ColumnUse.TIME}, ("城市", "a time is a day or a moment")),
        ("城市", {"kind": ColumnKind.NUMBER}, ("城市", "no value reads as this type")),
        ("城市", {"of": "shop"}, ("城市", "say whose property it is")),
        ("城市", {"name": "a b"}, ("城市", "write letters, digits and underscores, beginning with a letter")),
        ("城市", {"name": "渠道"}, ("渠道", "another column has this name")),
        ("user_id", {"use": ColumnUse.PRIMARY}, ("user_id", "20 values in 200 rows: there is more than one row per value")),
    ],
)  # fmt: skip
def test_choices_that_cannot_be_are_told_at_their_column(
    folder: Path, column: str, changes: dict[str, object], said: tuple[str | None, str]
) -> None:
    proposed, choices = orders(folder)

    made = plan(proposed, chosen(choices, column, **changes), folder)

    assert said in troubles(made)
    assert not made.is_sound


def test_property_that_differs_within_an_entity_is_told(folder: Path) -> None:
    proposed, choices = orders(folder)

    made = plan(proposed, chosen(choices, "渠道", use=ColumnUse.ENTITY_DIMENSION, of="user"), folder)

    assert made.is_sound
    assert troubles(made, blocking=False) == [
        ("渠道", "some user have more than one value: it is rather a property of the event")
    ]


def test_name_that_is_taken_is_told_and_another_proposed(folder: Path) -> None:
    (folder / "sources").mkdir()
    (folder / "sources" / "all.yml").write_text("sources: [{name: orders, type: file, path: data/x.csv}]\n")
    proposed, choices = orders(folder)

    assert choices.table == "orders_2"
    assert troubles(plan(proposed, replace(choices, table="Orders"), folder)) == [
        (None, "Orders is taken: a source has this name")
    ]


def test_days_until_which_data_are_whole_are_written(folder: Path) -> None:
    proposed, choices = orders(folder)

    clock = plan(proposed, replace(choices, complete_through="clock", lag="2 days"), folder)
    day = plan(proposed, replace(choices, complete_through="2026-05-20"), folder)
    wrong = plan(proposed, replace(choices, complete_through="soon"), folder)

    assert "complete_through: clock\n    lag: 2 days\n" in clock.files["sources/orders.yml"]
    assert "complete_through: 2026-05-20\n" in day.files["sources/orders.yml"]
    assert troubles(wrong) == [(None, "write a day such as 2026-01-31")]


def test_rows_without_time_or_entity_are_told(folder: Path) -> None:
    rows = "".join(
        f"{'' if i == 3 else f'u{i % 9}'},{'' if i < 2 else f'2026-05-{1 + i % 28:02d}'},{i}\n" for i in range(60)
    )
    proposed = propose(folder, "log.csv", ("user_id,day,amount\n" + rows).encode())

    made = plan(proposed, choices_of(proposed, folder), folder)

    assert troubles(made, blocking=False) == [
        ("user_id", "1 rows without one count for nobody"),
        ("day", "2 rows without a time count in no period"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("header.csv", b"user_id,at\n", "header.csv has a header and no rows"),
        ("none.csv", b"1,2,3\n4,5,6\n7,8,9\n", "no line with the columns' names"),
        ("cut.parquet", b"PAR1 and then nothing", "cut.parquet cannot be read"),
        ("long.csv", b"a\n" + b"x" * 3_000_000 + b"\n", "Maximum line size of 2000000 bytes exceeded"),
        (
            "wide.csv",
            b",".join(b"c%d" % i for i in range(301)) + b"\n" + b",".join([b"1"] * 301),
            "wide.csv has 301 columns",
        ),
    ],
)
def test_files_without_rows_or_header_are_told_by_their_name_alone(
    folder: Path, name: str, content: bytes, said: str
) -> None:
    with pytest.raises(SourceError, match=said) as refused:
        propose(folder, name, content)

    assert str(folder) not in str(refused.value)


def test_one_choice_for_an_unknown_column_is_not_looked_at(folder: Path) -> None:
    proposed, choices = orders(folder)
    more = replace(
        choices, columns=(*choices.columns, ColumnChoice("gone", ColumnKind.TEXT, ColumnUse.EVENT_DIMENSION, "gone"))
    )

    assert plan(proposed, more, folder).files == plan(proposed, choices, folder).files


def test_columns_of_unusual_types_are_left_as_they_are(folder: Path) -> None:
    duckdb.connect().sql(
        "select i % 7 as user_id, timestamp '2026-05-01' + to_hours(i) as at, {'a': i} as parts, [i] as listed, "
        "to_hours(i) as lasted, uuid() as trace, 'ab'::blob as raw, time '10:00' as hour, null as nothing from range(99) t(i)"
    ).write_parquet(str(folder / "odd.parquet"))

    proposed = propose(folder, "odd.parquet", (folder / "odd.parquet").read_bytes())

    assert {name for name, use in uses(proposed).items() if use != "ignore"} == {"user_id", "at"}
    assert troubles(plan(proposed, choices_of(proposed, folder), folder)) == []

"""Projects proposed from data read, check without errors and answer; what was guessed stands beside what was made of it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import duckdb
import pytest

from beichen.domain.finding import Severity
from beichen.errors import ProjectError, SourceError
from beichen.workspace.importing.propose import propose_project
from beichen.workspace.open import open_workspace

Values = dict[str, list[float | None]]


def answers(folder: Path) -> Values:
    """The project's values, all metrics and periods, after a check without errors."""
    with open_workspace(folder) as workspace:
        errors = [finding.message.en for finding in workspace.check() if finding.severity is Severity.ERROR]
        assert errors == []
        return {
            metric: [row["value"] for row in workspace.query(metric).as_dict()["rows"]]
            for metric in workspace.project.metrics
        }


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """A month of an app: 30 users who come on every day of a week, or on one; a list of users; payments; faults."""
    folder = tmp_path / "raw"
    folder.mkdir()
    duckdb.sql(
        """
        select u as user_id, timestamp '2026-06-01 09:00' + to_days(d) as at, case when u % 2 = 0 then 'ios' else 'android' end as device,
               (u + d) % 10 = 0 as crashed
        from range(30) a(u), range(28) b(d) where u < 12 or d % 7 = u % 7
        """
    ).write_parquet(str(folder / "sessions.parquet"))
    duckdb.sql(
        "select u as user_id, date '2026-05-30' as joined_on, 'city ' || u % 3 as city, case when u % 3 = 0 then 'web' else 'ios' end as device from range(30) a(u)"
    ).write_csv(str(folder / "users.csv"))
    duckdb.sql(
        "select u as user_id, date '2026-06-03' + (7 * w)::int as paid_on, 5.5 as amount from range(8) a(u), range(4) b(w)"
    ).write_csv(str(folder / "payments.csv"))
    return folder


def test_app_gets_a_threshold_as_north_star_and_a_tree_that_holds(app: Path, tmp_path: Path) -> None:
    propose_project([app / "sessions.parquet", app / "users.csv", app / "payments.csv"], tmp_path / "project")

    values = answers(tmp_path / "project")

    # Twelve come every day, the other eighteen once a week: 12 of 30 on three days or more.
    assert values["weekly_engaged_users"] == [12, 12, 12, 12]
    assert values["active_users"] == [30, 30, 30, 30]
    assert values["engaged_share"] == [0.4] * 4
    assert values["retained_users"] == [0, 30, 30, 30]
    assert values["total_amount"] == [44.0] * 4
    assert values["crashed_count"][0] == sum(
        (u + d) % 10 == 0 for u in range(30) for d in range(7) if u < 12 or d % 7 == u % 7
    )


def test_list_of_users_lends_its_dimensions_to_the_events(app: Path, tmp_path: Path) -> None:
    propose_project([app / "sessions.parquet", app / "users.csv"], tmp_path / "project")

    with open_workspace(tmp_path / "project") as workspace:
        by_city = workspace.query("active_users", by=("city",)).as_dict()["rows"]
        by_device = workspace.query("active_users", by=("user_device",)).as_dict()["rows"]

    assert {(row["segment"]["city"], row["value"]) for row in by_city} == {
        ("city 0", 10),
        ("city 1", 10),
        ("city 2", 10),
    }
    assert {row["segment"]["user_device"] for row in by_device} == {"ios", "web"}


def test_faults_become_guardrails_and_money_an_outcome(app: Path, tmp_path: Path) -> None:
    propose_project([app / "sessions.parquet", app / "payments.csv"], tmp_path / "project")

    with open_workspace(tmp_path / "project") as workspace:
        tree = workspace.project.tree

    assert tree is not None
    assert [(guardrail.metric, guardrail.watches, guardrail.when) for guardrail in tree.guardrails] == [
        ("crashed_share", "weekly_engaged_users", "up")
    ]
    assert tree.outcomes == ("total_amount",)


def test_orders_get_returning_customers_as_north_star(tmp_path: Path) -> None:
    rows = [
        f"c{c},2026-0{month}-1{c % 3} 10:00:00,{c}.50" for month in (1, 2, 3) for c in range(9) if month < 3 or c < 4
    ]
    (tmp_path / "orders.csv").write_text("\n".join(["customer_id,ordered_at,amount", *rows]) + "\n")

    propose_project([tmp_path / "orders.csv"], tmp_path / "project")

    values = answers(tmp_path / "project")
    assert "that they come back in another week" in (tmp_path / "project/metrics/north_star.yml").read_text()
    # Nobody comes twice in a week; all nine are back in February, four in March.
    assert [value for value in values["weekly_returning_customers"] if value] == [9, 4]


def test_guesses_stand_beside_what_was_made_of_them(app: Path, tmp_path: Path) -> None:
    propose_project([app / "sessions.parquet"], tmp_path / "project")

    model = (tmp_path / "project/models/sessions.yml").read_text()
    assert "# a timestamp from 2026-06-01 09:00:00 to 2026-06-28 09:00:00" in model
    assert "# an id by its name, 30 of them with 13.6 rows each" in model
    assert "scope: entity}   # 2 values, one per user" in model
    assert "# 40% of a week's users come on 3 days or more" in (tmp_path / "project/metrics/north_star.yml").read_text()


def test_names_with_spaces_quotes_chinese_and_emoji_answer(tmp_path: Path) -> None:
    header = ["用户ID", "结账 时间", "金额(元)", 'a"b', "it's", "order", "💰", "a b", "a-b", "is_refunded"]
    table = duckdb.sql(
        """
        select 'u' || i % 40 as c0, timestamp '2026-03-02 08:00' + to_hours(i * 2) as c1, i % 10 * 1.5 as c2, 'x' || i % 3 as c3,
               'O''k "' || i % 2 as c4, 'p' || i % 2 as c5, i % 5 as c6, i / 7 as c7, i / 9 as c8, i % 50 = 0 as c9
        from range(600) t(i)
        """
    )
    renamed = ", ".join(f'c{i} as "{name.replace(chr(34), chr(34) * 2)}"' for i, name in enumerate(header))
    table.project(renamed).write_csv(str(tmp_path / "订单 数据 [1] 🎵.csv"))

    propose_project([tmp_path / "订单 数据 [1] 🎵.csv"], tmp_path / "项目 '一'")

    values = answers(tmp_path / "项目 '一'")
    assert sum(value or 0 for value in values["total_金额_元"]) == pytest.approx(600 / 10 * sum(range(10)) * 1.5)
    with open_workspace(tmp_path / "项目 '一'") as workspace:
        by = workspace.query("active_用户", by=("it_s",)).as_dict()["rows"]
    assert {row["segment"]["it_s"] for row in by} == {"O'k \"0", "O'k \"1"}


def test_numbers_since_1970_and_nested_values_answer(tmp_path: Path) -> None:
    events = [
        {"uid": i % 50, "ts": 1_780_272_000_000 + i * 900_000, "event": "open", "props": {"a": [1, {"b": 2}]}}
        for i in range(2000)
    ]
    (tmp_path / "log.jsonl").write_text("".join(json.dumps(event) + "\n" for event in events))

    propose_project([tmp_path / "log.jsonl"], tmp_path / "project")

    # 1,780,272,000 is Monday 1 June 2026, 0:00 UTC; 672 quarters of an hour are a week.
    assert answers(tmp_path / "project")["log_rows"] == [672, 672, 656]


def test_workbook_is_read(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["member_id", "visited_on", "minutes"])
    chance = random.Random(1)
    for i in range(200):
        book.active.append([f"m{i % 20}", f"2026-04-{1 + i % 28:02d}", chance.randrange(60)])
    book.save(tmp_path / "visits.xlsx")

    propose_project([tmp_path / "visits.xlsx"], tmp_path / "project")

    assert sum(value or 0 for value in answers(tmp_path / "project")["visits_rows"]) == 200


def test_table_without_time_gives_a_source_and_no_model(tmp_path: Path) -> None:
    (tmp_path / "cities.csv").write_text("city,country\nBern,ch\nLyon,fr\n")

    written = propose_project([tmp_path / "cities.csv"], tmp_path / "project")

    assert [path.name for path in written] == [".gitignore", "beichen.yml", "files.yml"]
    assert "no date, no time and no list of entities" in written[2].read_text()
    assert answers(tmp_path / "project") == {}


def test_paths_are_relative_where_data_and_project_lie_together(app: Path, tmp_path: Path) -> None:
    propose_project([app / "sessions.parquet"], tmp_path / "project")

    assert "path: ../raw/sessions.parquet" in (tmp_path / "project/sources/files.yml").read_text().replace('"', "")


def test_folder_with_files_is_refused_and_left_alone(app: Path) -> None:
    with pytest.raises(ProjectError, match="is not empty"):
        propose_project([app / "sessions.parquet"], app)

    assert sorted(path.name for path in app.iterdir()) == ["payments.csv", "sessions.parquet", "users.csv"]


def test_unreadable_data_leave_no_folder_behind(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no file matches"):
        propose_project([tmp_path / "gone.csv"], tmp_path / "project")

    assert not (tmp_path / "project").exists()


def test_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="nothing to make a proposal from"):
        propose_project([], tmp_path / "project")

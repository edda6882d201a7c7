"""One metric's documents: page, segments, explorer, SQL and files, from the numbers that the club's visits give by hand.

minutes     phone   tablet   in all
2026-01-05     90       45      135
2026-01-12     35       80      115
2026-01-19      5       80       85
"""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from pyarrow import parquet
from starlette.testclient import TestClient

import beichen
from beichen.faces.http.app import create_app

from ..conftest import WriteClub
from .conftest import HOME


def ask(client: TestClient, path: str, status: int = 200) -> Any:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == status, response.text
    return response.json()


def by_value(document: Any) -> dict[str | None, Any]:
    return {row["value"]: row for row in document["rows"]}


def test_page_holds_the_panel_and_what_the_project_says_of_the_metric(client: TestClient) -> None:
    found = ask(client, "pages/metric/regulars")

    assert found["page"]["reading"]["value"] == 1
    assert [point["value"] for point in found["page"]["trend"]["points"]] == [2, 2, 1]
    assert (found["in_tree"], found["usual_periods"]) == (True, 26)
    assert found["team"] == {"en": "Library", "zh": "图书馆"}
    assert [each["dimension"] for each in found["dimensions"]] == ["device"]
    relations = found["relations"]
    assert [link["metric"]["metric"] for link in relations["driven_by"]] == ["active", "regular_share"]
    assert [metric["metric"] for metric in relations["part_of"]] == ["regular_share"]
    assert [(w["metric"]["metric"], w["limit"]) for w in relations["guarded_by"]] == [("short_visits", "< 50%")]


def test_definition_is_told_in_words_and_as_it_is_written(client: TestClient) -> None:
    definition = ask(client, "pages/metric/active")["definition"]

    assert definition["words"]["en"] == "Number of distinct `reader` over the rows of `visits` in the week"
    assert definition["where"] == {"file": "metrics/visits.yml", "line": 15}
    assert definition["written"].startswith("- {name: active, label: {en: Active readers")
    assert "\n" not in definition["written"]
    assert (definition["changes"], len(definition["hash"])) == ([], 16)
    regulars = ask(client, "pages/metric/regulars")["definition"]
    assert regulars["conditions"] == [
        {
            "decides": {"en": "who counts", "zh": "谁计入"},
            "code": "days >= 2",
            "words": {"en": "`days` is at least 2", "zh": "`days` 不小于 2"},
        }
    ]
    star = regulars["written"].splitlines()
    assert (star[0], star[-1]) == ("- name: regulars", "  good: up")


@pytest.mark.parametrize(
    ("periods", "starts"), [("1", ["01-19"]), ("2", ["01-12", "01-19"]), ("0", ["01-05", "01-12", "01-19"])]
)
def test_trend_reaches_as_far_back_as_it_is_asked(client: TestClient, periods: str, starts: list[str]) -> None:
    trend = ask(client, f"pages/metric/regulars?periods={periods}")["page"]["trend"]

    assert [point["start"][5:] for point in trend["points"]] == starts


def test_metric_outside_the_tree_has_a_page_without_status(client: TestClient) -> None:
    found = ask(client, "pages/metric/minutes")

    assert (found["in_tree"], found["page"]["status"], found["page"]["reading"]["value"]) == (False, None, 85)


def test_metric_of_a_project_without_a_tree_has_a_page_of_its_own_periods(write_club: WriteClub) -> None:
    settings = "version: 1\nname: Club\ntimezone: Europe/London\npeople: [{id: mo, name: Mo}]\n"
    folder = write_club(changed={"tree.yml": None, "beichen.yml": settings})
    metrics = folder / "metrics/visits.yml"
    metrics.write_text(metrics.read_text(encoding="utf-8").replace("role: north_star", "role: input"), encoding="utf-8")
    with beichen.open(folder) as workspace:
        client = TestClient(create_app(workspace), base_url=HOME)

        found = ask(client, "pages/metric/minutes")["page"]
        assert (found["period"]["start"], found["versus"]["start"]) == ("2026-01-19", "2026-01-12")
        assert (found["change"]["amount"], found["status"]) == (-30, None)
        assert ask(client, "metrics/minutes/segments?by=device")["period"]["start"] == "2026-01-19"


def test_unknown_metric_is_told_with_the_one_that_may_be_meant(client: TestClient) -> None:
    for path in ("pages/metric/regular", "metrics/regular/segments", "metrics/regular/explore", "metrics/regular/sql"):
        problem = ask(client, path, 404)
        assert problem["type"] == "urn:beichen:problem:unknown-metric"
        assert "'regulars'" in problem["hint"]


def test_segments_that_add_up_tell_what_each_added_beyond_its_size(client: TestClient) -> None:
    found = ask(client, "metrics/minutes/segments?by=device")
    phone, tablet = by_value(found)["phone"], by_value(found)["tablet"]

    assert (found["additivity"], found["note"], found["rest"]) == ("adds", None, None)
    assert [row["value"] for row in found["rows"]] == ["phone", "tablet"]  # the largest contribution first
    assert (phone["before"], phone["after"], phone["change"], phone["contribution"]) == (35, 5, -30, -30)
    assert phone["relative"] == pytest.approx(-30 / 35)
    assert (phone["tone"], tablet["tone"]) == ("bad", "neutral")
    assert (phone["weight"], tablet["weight"]) == (pytest.approx(5 / 85), pytest.approx(80 / 85))
    assert phone["excess"] == pytest.approx(-30 + 35 * 30 / 115)
    assert phone["excess"] + tablet["excess"] == pytest.approx(0)
    assert (phone["reach"], tablet["reach"]) == (1, 0)


def test_segments_of_a_ratio_tell_rate_and_mix(client: TestClient) -> None:
    found = ask(client, "metrics/short_visits/segments?by=device")  # 1 of 5, then 1 of 3 visits
    phone, tablet = by_value(found)["phone"], by_value(found)["tablet"]

    assert found["additivity"] == "by_parts"
    assert (phone["before"], phone["after"]) == (pytest.approx(1 / 3), 1)
    assert phone["within"] == pytest.approx(2 / 3 * (3 / 5 + 1 / 3) / 2)
    assert phone["mix"] == pytest.approx((1 / 3 - 3 / 5) * (2 / 3 - 4 / 15))
    assert (tablet["within"], tablet["mix"]) == (0, pytest.approx((2 / 3 - 2 / 5) * (0 - 4 / 15)))
    assert sum(row["within"] + row["mix"] for row in found["rows"]) == pytest.approx(1 / 3 - 1 / 5)
    assert phone["weight"] == pytest.approx(1 / 3)  # of the visits
    assert phone["relative"] is None  # a share changes in points


def test_segments_that_do_not_add_up_say_so_and_keep_their_own_changes(client: TestClient) -> None:
    found = ask(client, "metrics/active/segments?by=device")  # a reader may use both
    phone = by_value(found)["phone"]

    assert found["note"] == {"en": "the parts do not add up to the total", "zh": "各部分相加不等于总量"}
    assert (phone["before"], phone["after"], phone["change"]) == (2, 1, -1)
    assert (phone["contribution"], phone["excess"], phone["weight"]) == (None, None, None)


def test_latest_values_of_segments_come_from_what_a_refresh_kept(
    client: TestClient, workspace: beichen.Workspace
) -> None:
    assert by_value(ask(client, "metrics/active/segments?by=device"))["phone"]["spark"] == []
    workspace.refresh()
    assert by_value(ask(client, "metrics/active/segments?by=device"))["phone"]["spark"] == [2, 2, 1]


def test_dimension_with_many_values_shows_the_largest_and_sums_up_the_rest(write_club: WriteClub) -> None:
    """130 devices: the n-th has n minutes in the first week and none in the second."""
    rows = "".join(f"r{n},2026-01-05,{n},d{n:03}\n" for n in range(1, 131)) + "x,2026-01-18,7,d001\n"
    folder = write_club(changed={"data/visits.csv": "reader,day,minutes,device\n" + rows})
    with beichen.open(folder) as workspace:
        found = ask(TestClient(create_app(workspace), base_url=HOME), "metrics/minutes/segments?by=device")

    assert (len(found["rows"]), found["rest"]["count"]) == (100, 30)
    assert found["rows"][0]["value"] == "d130"
    # left out are d001 to d030; of the first, 7 minutes in the second week
    assert (found["rest"]["before"], found["rest"]["after"]) == (465, 7)
    assert found["rest"]["contribution"] == 7 - 465
    assert sum(row["contribution"] for row in found["rows"]) + found["rest"]["contribution"] == 7 - sum(range(1, 131))


def test_explorer_breaks_down_picked_rows_over_the_periods(client: TestClient) -> None:
    found = ask(client, "metrics/minutes/explore?by=device&where=reader <> 'bo'")

    assert [period["start"] for period in found["periods"]] == ["2026-01-05", "2026-01-12", "2026-01-19"]
    assert found["total"]["values"] == [95, 35, 5]
    lines = {line["segment"]["device"]: line for line in found["lines"]}
    assert (lines["phone"]["values"], lines["tablet"]["values"]) == ([90, 35, 5], [5, 0, 0])
    assert (lines["phone"]["after"], lines["phone"]["before"], lines["phone"]["change"]) == (5, 35, -30)
    assert (lines["phone"]["weight"], lines["tablet"]["weight"]) == (1, 0)
    assert (found["drawn"], found["left_out"], found["others"]) == (2, 0, None)


def test_explorer_compares_the_periods_that_it_is_told_to(client: TestClient) -> None:
    found = ask(client, "metrics/minutes/explore?pick=device:tablet&periods=1&at=2026-01-12&versus=2026-01-05")

    assert [period["start"] for period in found["periods"]] == ["2026-01-19"]
    assert (found["total"]["after"], found["total"]["before"]) == (80, 45)
    assert found["condition"] == "(CAST(\"device\" AS TEXT) IN ('tablet'))"


def test_picked_value_may_hold_anything_and_means_itself(client: TestClient) -> None:
    found = ask(client, "metrics/minutes/explore?pick=device:') OR TRUE --")

    assert set(found["total"]["values"]) == {0}


def test_rows_without_a_value_can_be_picked(write_club: WriteClub) -> None:
    folder = write_club(
        changed={"data/visits.csv": "reader,day,minutes,device\nann,2026-01-05,20,\nbo,2026-01-11,30,phone\n"}
    )
    with beichen.open(folder) as workspace:
        client = TestClient(create_app(workspace), base_url=HOME)
        assert ask(client, "metrics/minutes/explore?pick=device:∅")["total"]["values"] == [20]
        assert ask(client, "metrics/minutes/values/device")["values"] == [None, "phone"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("by=devise", "has no dimension 'devise'"),
        ("pick=device", "picks no value"),
        ("where=minutes >", "is not an expression"),
        ("where=(select 1) = 1", "holds a sub-select"),
        ("where=read_text('/etc/passwd') = ''", "not allowed in a request"),
    ],
)
def test_question_that_cannot_be_asked_is_refused_with_the_reason(client: TestClient, asked: str, said: str) -> None:
    assert said in ask(client, f"metrics/minutes/explore?{asked}", 400)["detail"]


def test_values_to_pick_from_are_found_by_a_part_of_them(client: TestClient) -> None:
    assert ask(client, "metrics/minutes/values/device")["values"] == ["phone", "tablet"]
    assert ask(client, "metrics/minutes/values/device?containing=TAB")["values"] == ["tablet"]
    assert ask(client, "metrics/minutes/values/device?containing=%25")["values"] == []


def test_sql_is_the_statement_that_the_explorer_asks(client: TestClient, workspace: beichen.Workspace) -> None:
    found = ask(client, "metrics/minutes/sql?by=device")

    assert found["sql"] == workspace.sql("minutes", by="device")
    assert found["dialect"] == "duckdb"


def test_download_holds_the_rows_that_are_seen(client: TestClient) -> None:
    response = client.get("/api/v1/metrics/minutes/download?by=device&from=2026-01-12")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))

    assert rows == [
        ["period", "device", "value", "numerator", "denominator", "n", "complete", "reason"],
        ["2026-01-12", "phone", "35", "", "", "3", "true", ""],
        ["2026-01-12", "tablet", "80", "", "", "2", "true", ""],
        ["2026-01-19", "phone", "5", "", "", "1", "true", ""],
        ["2026-01-19", "tablet", "80", "", "", "2", "true", ""],
    ]


def test_download_comes_in_every_format_under_a_name_in_the_readers_language(client: TestClient) -> None:
    address = "/api/v1/metrics/minutes/download?by=device&lang=zh&format="
    named = client.get(address + "csv").headers["content-disposition"]

    plain, _, full = named.partition("; filename*=UTF-8''")
    assert plain == 'attachment; filename="minutes_device_week.csv"'
    assert unquote(full) == "阅读分钟数 按device.csv"
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(address + "xlsx").content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet["C"]] == ["value", 90, 45, 35, 80, 5, 80]
    table = parquet.read_table(io.BytesIO(client.get(address + "parquet").content))
    assert table.column("value").to_pylist() == [90, 45, 35, 80, 5, 80]


def test_ratio_is_downloaded_with_its_exact_parts(client: TestClient) -> None:
    text = client.get("/api/v1/metrics/regular_share/download").content.decode("utf-8-sig")

    assert text.splitlines()[1] == "2026-01-05,0.6666666666666666,2,3,3,true,"


def test_metric_without_data_has_a_page_that_says_so(write_club: WriteClub) -> None:
    folder = write_club(changed={"data/visits.csv": "reader,day,minutes,device\n"})
    sources = folder / "sources/files.yml"
    typed = ", columns: {day: date, minutes: integer}}"
    sources.write_text(
        sources.read_text(encoding="utf-8").replace("visits.csv}", "visits.csv" + typed), encoding="utf-8"
    )
    with beichen.open(folder) as workspace:
        client = TestClient(create_app(workspace), base_url=HOME)

        found = ask(client, "pages/metric/minutes")
        assert (found["page"]["period"], found["page"]["trend"]["points"]) == (None, [])
        assert found["page"]["reading"]["gap"] == "no_data"
        assert found["page"]["reading"]["reason"]["en"] == "the data have no such period"
        assert (found["expected"], found["goal"]) == (None, None)
        assert ask(client, "metrics/minutes/segments?by=device")["rows"] == []
        explored = ask(client, "metrics/minutes/explore?by=device")
        assert (explored["periods"], explored["lines"], explored["period"]) == ([], [], None)
        assert ask(client, "metrics/minutes/sql")["sql"] == ""
        empty = client.get("/api/v1/metrics/minutes/download?by=device").content.decode("utf-8-sig")
        assert empty == "period,device,value,numerator,denominator,n,complete,reason\r\n"

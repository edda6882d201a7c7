from __future__ import annotations

import json
import math
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from beichen.errors import ProjectError, QueryError
from beichen.workspace.open import Workspace, open_workspace

from .gym import FIRST, LAST, LATE, METRICS, WEEKS, fees, hurt, members, open_gym, pushed, ripple, write_gym


def own_way(week: int) -> float:
    return fees(week) if week < LATE else 50_000 * math.exp(0.005 * week + ripple(week, 11))


def checks(workspace: Workspace, at: date | None = None) -> dict[str, Any]:
    return {check["code"]: check for check in workspace.health(at=at).as_dict()["checks"]}


@pytest.fixture(scope="module")
def gym(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with open_gym(tmp_path_factory.mktemp("gym")) as workspace:
        workspace.refresh()
        yield workspace


def test_healthy_north_star_is_kept(gym: Workspace) -> None:
    document = gym.health().as_dict()

    assert (document["verdict"], document["choose"]) == ("keep", None)
    assert (document["metric"], document["period"]) == ("members", LAST.isoformat())
    assert {check["code"]: check["status"] for check in document["checks"]} == {
        "link": "ok",
        "plateau": "ok",
        "gaming": "ok",
        "decoupling": "undetermined",
        "drift": "ok",
        "zombies": "undetermined",
        "concentration": "ok",
        "benchmark": "watch",
    }


def test_each_check_has_what_the_contract_asks_and_can_be_written_as_json(gym: Workspace) -> None:
    document = json.loads(json.dumps(gym.health().as_dict(), allow_nan=False))

    for check in document["checks"]:
        assert {"code", "status", "statistic", "threshold", "since", "reason"} <= check.keys()
        assert check["reason"]["en"] and check["reason"]["zh"]


def test_link_and_segments_are_read_from_the_data(gym: Workspace) -> None:
    found = checks(gym)

    assert "Fees still follows 2 weeks later" in found["link"]["reason"]["en"]
    assert "the largest, north, carries 67%" in found["concentration"]["reason"]["en"]
    assert len(found["link"]["trend"]) == 52
    assert found["link"]["trend"][-1]["period"] == LAST.isoformat()


def test_benchmark_is_compared_within_its_population(gym: Workspace) -> None:
    [row] = gym.health().as_dict()["benchmarks"]

    assert row["value"] == pytest.approx(members(WEEKS - 1) / 200_000, rel=1e-4)
    assert row["distance"] == pytest.approx(row["value"] / 0.1 - 1)
    assert (row["benchmark"], row["dated"], row["stale"]) == (0.1, "2025-12-01", False)


def test_pushed_north_star_is_elected_again_with_today_s_as_the_incumbent(tmp_path: Path) -> None:
    with open_gym(tmp_path, members=pushed, complaints=hurt) as workspace:
        document = workspace.health().as_dict()

    gaming = next(check for check in document["checks"] if check["code"] == "gaming")
    assert (document["verdict"], document["choose"]) == ("re-elect", "/choose?incumbent=members")
    assert gaming["status"] == "failed"
    assert FIRST + timedelta(weeks=LATE) <= date.fromisoformat(gaming["since"]) <= LAST
    assert "while Complaints (owner Ada Ray) is" in gaming["reason"]["en"]


def test_fees_that_part_are_seen_now_and_were_not_before(tmp_path: Path) -> None:
    with open_gym(tmp_path, fees=own_way) as workspace:
        now = checks(workspace)["link"]
        before = checks(workspace, FIRST + timedelta(weeks=LATE - 1))["link"]

    assert (now["status"], before["status"]) == ("failed", "ok")


def test_definition_that_changed_tells_by_how_much_the_number_did(tmp_path: Path) -> None:
    with open_gym(tmp_path) as workspace:
        workspace.refresh()
    (tmp_path / "metrics" / "gym.yml").write_text(METRICS.replace("expr: members,", "expr: members * 1.1,"))
    with open_workspace(tmp_path) as workspace:
        workspace.refresh()
        drift = checks(workspace)["drift"]

    assert drift["status"] == "watch"
    assert drift["statistic"] == pytest.approx(0.1)


def test_metrics_are_zombies_once_looks_were_kept_for_eight_weeks(tmp_path: Path) -> None:
    monday = LAST + timedelta(weeks=1)
    write_gym(tmp_path)
    (tmp_path / "metrics" / "gym.yml").write_text(
        METRICS.replace(', benchmark: {of: residents, value: 0.1, source: "Trade report 2025"}', "")
    )
    with open_workspace(tmp_path) as workspace:
        workspace.state.looks.add({("members", monday - timedelta(weeks=9)): 1, ("members", monday): 1})
        document = workspace.health(at=LAST).as_dict()

    zombies = next(check for check in document["checks"] if check["code"] == "zombies")
    assert document["zombies"] == ["residents"]  # of which nothing else is made, and which never moves
    assert (zombies["status"], zombies["statistic"]) == ("ok", 0.25)


def test_half_a_year_says_that_it_cannot_tell(tmp_path: Path) -> None:
    with open_workspace(write_gym(tmp_path, weeks=26)) as workspace:
        document = workspace.health().as_dict()

    by_code = {check["code"]: check for check in document["checks"]}
    assert document["verdict"] == "keep"
    assert all(by_code[code]["status"] == "undetermined" for code in ("link", "plateau", "gaming", "concentration"))
    assert "too short" in by_code["plateau"]["reason"]["en"]


def test_project_without_a_north_star_is_told_to_name_one(tmp_path: Path) -> None:
    write_gym(tmp_path, weeks=4)
    (tmp_path / "tree.yml").unlink()

    with open_workspace(tmp_path) as workspace, pytest.raises(ProjectError, match="no North Star"):
        workspace.health()


def test_day_that_begins_no_period_is_refused(gym: Workspace) -> None:
    with pytest.raises(QueryError, match="not the first day"):
        gym.health(at=LAST + timedelta(days=1))


def test_before_the_first_refresh_segments_are_computed_as_a_refresh_would(tmp_path: Path) -> None:
    with open_gym(tmp_path) as workspace:
        assert checks(workspace)["concentration"]["status"] == "ok"


def test_daily_north_star_is_judged_by_weeks_with_its_segments(tmp_path: Path) -> None:
    write_gym(tmp_path)
    (tmp_path / "metrics" / "gym.yml").write_text(METRICS.replace("grain: week", "grain: day"))

    with open_workspace(tmp_path) as workspace:
        document = workspace.health().as_dict()

    found = {check["code"]: check for check in document["checks"]}
    assert (document["grain"], document["period"]) == ("week", LAST.isoformat())
    assert "Fees still follows 2 weeks later" in found["link"]["reason"]["en"]
    assert "the largest, north, carries 67%" in found["concentration"]["reason"]["en"]


def test_project_whose_table_is_empty_can_tell_nothing(tmp_path: Path) -> None:
    write_gym(tmp_path, weeks=1)
    (tmp_path / "data" / "log.csv").write_text("day,branch,members,fees,complaints,residents\n")
    types = "{day: date, branch: varchar, members: double, fees: double, complaints: double, residents: double}"
    source = f"{{name: log, type: file, path: data/log.csv, columns: {types}}}"
    (tmp_path / "sources" / "files.yml").write_text(f"sources: [{source}]\n")

    with open_workspace(tmp_path) as workspace:
        workspace.state.looks.add({("members", FIRST): 1})
        document = workspace.health().as_dict()

    assert (document["verdict"], document["period"]) == ("keep", None)
    assert {check["status"] for check in document["checks"][:3]} == {"undetermined"}

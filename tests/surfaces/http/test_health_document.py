"""The document of the health page, and the looks at metrics that the board counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from starlette.testclient import TestClient

from beichen.workspace.open import Workspace


def test_three_weeks_can_tell_nothing_and_say_so(client: TestClient) -> None:
    response = client.get("/api/v1/pages/health")
    page = response.json()

    assert response.status_code == 200
    assert (page["verdict"], page["choose"], page["metric"]["metric"]) == ("keep", None, "regulars")
    assert page["period"]["start"] == "2026-01-19"
    by_code = {check["code"]: check for check in page["checks"]}
    assert by_code["plateau"]["status"] == "undetermined"
    assert "too short" in by_code["plateau"]["reason"]["en"]
    assert "历史太短" in by_code["plateau"]["reason"]["zh"]


def test_page_shows_what_the_use_case_says(client: TestClient, workspace: Workspace) -> None:
    page, document = client.get("/api/v1/pages/health").json(), workspace.health().as_dict()

    assert page["checks"] == document["checks"]
    assert page["summary"] == document["summary"]


def test_day_that_begins_no_week_is_refused(client: TestClient) -> None:
    assert client.get("/api/v1/pages/health?at=2026-01-14").status_code == 400


def test_looks_are_counted_by_metric_and_written_together(client: TestClient, workspace: Workspace) -> None:
    for path in ("metrics/regulars", "metrics/regulars", "pages/why/active", "pages/north-star", "metrics/nothing"):
        client.get(f"/api/v1/{path}")
    assert workspace.state.looks.read() == {}

    looking(client).write()

    today = datetime.now(ZoneInfo("Europe/London")).date()
    assert workspace.state.looks.read() == {("active", today): 1, ("regulars", today): 3}


def test_pages_of_all_metrics_are_no_look_at_any(client: TestClient, workspace: Workspace) -> None:
    for path in ("pages/tree", "pages/scorecard", "pages/health"):
        client.get(f"/api/v1/{path}")

    looking(client).write()

    assert workspace.state.looks.read() == {}


def looking(client: TestClient) -> Any:
    app: Any = client.app
    return app.state.looking

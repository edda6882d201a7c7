"""What the data do not keep of what the models promise."""

from __future__ import annotations

from beichen.domain.finding import Severity
from beichen.domain.time import Grain
from beichen.engine.checks import check_data, count_values
from beichen.workspace.open import Workspace

from ..workspace.club import HEADER, MODELS
from ..workspace.fixtures import OpenClub

OWN = MODELS.replace("{name: device, expr: device, scope: event}", "{name: device, expr: device, scope: entity}")


def findings(workspace: Workspace, grain: Grain = Grain.WEEK) -> list[tuple[str, str]]:
    workspace.load()
    return [(finding.code, finding.message.en) for finding in check_data(workspace.engine.models["visits"], grain)]


def test_sound_data_have_no_findings(club: Workspace) -> None:
    assert findings(club) == []


def test_rows_that_count_nowhere_or_for_nobody_are_told_with_their_share(club_with: OpenClub) -> None:
    rows = "ann,2026-01-05,1,phone\n,2026-01-05,1,phone\n,2026-01-06,1,phone\nbo,,1,phone\n"
    workspace = club_with({"data/visits.csv": HEADER + rows})
    workspace.load()
    timeless, nobodys = check_data(workspace.engine.models["visits"], Grain.WEEK)

    assert (timeless.code, timeless.severity) == ("rows-without-time", Severity.WARNING)
    assert timeless.message.en == "1 of 4 rows (25.0%) of model visits have no time: they count in no period"
    assert (nobodys.code, nobodys.severity) == ("rows-without-entity", Severity.NOTE)
    assert nobodys.message.en == "2 of 4 rows (50.0%) of model visits have no reader: they count for nobody"
    assert "25.0%" in timeless.message.zh and "50.0%" in nobodys.message.zh
    assert str(nobodys.where) == "models/visits.yml:2"


def test_entity_in_two_segments_of_its_own_dimension_is_counted_within_a_period(club_with: OpenClub) -> None:
    """In the first two weeks ann read on her phone and her tablet; by the month bo and cy have one device each."""
    workspace = club_with({"models/visits.yml": OWN})

    (found,) = findings(workspace)
    assert found == (
        "entity-in-two-segments",
        "1 reader(s) of model visits have two values of device within one week: segments by device do not add up to the"
        " total",
    )
    assert findings(workspace, Grain.DAY) == []


def test_no_value_is_a_value_beside_another(club_with: OpenClub) -> None:
    rows = "ann,2026-01-05,1,phone\nann,2026-01-06,1,\nbo,2026-01-05,1,\nbo,2026-01-06,1,\n"
    workspace = club_with({"data/visits.csv": HEADER + rows, "models/visits.yml": OWN})

    assert [code for code, _ in findings(workspace)] == ["entity-in-two-segments"]  # ann's, not bo's
    assert "1 reader(s)" in findings(workspace)[0][1]


def test_rows_of_nobody_wander_into_no_segment(club_with: OpenClub) -> None:
    rows = ",2026-01-05,1,phone\n,2026-01-06,1,web\nann,2026-01-05,1,web\n"
    workspace = club_with({"data/visits.csv": HEADER + rows, "models/visits.yml": OWN})

    assert [code for code, _ in findings(workspace)] == ["rows-without-entity"]


def test_values_of_a_dimension_are_counted_no_further_than_asked(club: Workspace) -> None:
    model = club.engine.models["visits"]

    assert count_values(model, "device", 100) == 2
    assert count_values(model, "device", 1) == 2
    assert count_values(model, "region", 100) == 2  # of the readers' own table: dee is not in it
    assert count_values(model, "device", 0) == 1

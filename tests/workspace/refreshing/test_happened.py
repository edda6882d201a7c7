"""Events that a refresh finds: rows of tables, and days on which the data are not as usual."""

from __future__ import annotations

from datetime import date, timedelta

from beichen.state.events import EventSource
from beichen.workspace.open import Workspace

from ..club import HEADER, MODELS, SOURCES, Changes
from ..fixtures import OpenClub

DEPLOYS = """\
at,done,what,sort,metric,device
2026-01-12 22:30:00+00:00,2026-01-13 23:30:00+00:00,Dark mode,release,minutes,phone
2026-06-30 23:30:00+00:00,,Summer hours,,,
2026-01-14 10:00:00+00:00,,,release,,
2026-01-15 10:00:00+00:00,,Renamed,release,minuts,
2026-01-16 10:00:00+00:00,2026-01-11 10:00:00+00:00,Backwards,release,,
2026-01-17 10:00:00+00:00,,A test,test,,
"""
MODEL = """\
  - name: deploys
    table: deploys
    time: {column: at}
"""
TABLES = """\
tables:
  - name: deployments
    model: deploys
    kind: campaign
    columns: {text: what, until: done, kind: sort, metric: metric, segment: {device: device}}
    filter: sort is null or sort <> 'test'
    owner: mo
"""
SOURCE = "  - {name: deploys, type: file, path: data/deploys.csv, columns: {at: timestamptz, done: timestamptz}}\n"


def with_table(tables: str = TABLES, deploys: str = DEPLOYS) -> Changes:
    return {
        "sources/files.yml": SOURCES + SOURCE,
        "models/visits.yml": MODELS + MODEL,
        "events/deploys.yml": tables,
        "data/deploys.csv": deploys,
    }


def told(workspace: Workspace, source: EventSource) -> list[tuple[str, str, date, date]]:
    kept = [each for each in workspace.state.events.between(None, None) if each.source is source]
    return [(k.event.kind, k.event.label.en, k.event.begins_on, k.event.ends_on) for k in kept]


def test_rows_of_a_table_become_events_on_the_days_of_the_projects_clock(club_with: OpenClub) -> None:
    workspace = club_with(with_table())
    workspace.refresh()

    assert told(workspace, EventSource.TABLE) == [
        ("release", "Dark mode", date(2026, 1, 12), date(2026, 1, 13)),
        ("campaign", "Summer hours", date(2026, 7, 1), date(2026, 7, 1)),  # 00:30 in London's summer
    ]
    dark = workspace.state.events.between(None, date(2026, 2, 1))[0].event
    assert (dark.metrics, dark.segment, dark.owner) == (("minutes",), (("device", ("phone",)),), "mo")
    [finding] = workspace.state.findings.read("events")
    assert (finding.code, str(finding.where)) == ("event-rows-left-out", "events/deploys.yml:2")
    assert finding.message.en == (
        "event table 'deployments': 3 of 5 rows are left out: "
        "1 that end before they begin, 1 of unknown metrics, 1 without text"
    )


def test_table_that_says_the_same_again_changes_nothing_in_the_state(club_with: OpenClub) -> None:
    workspace = club_with(with_table())
    workspace.refresh()
    before = workspace.state.events.page()

    workspace.refresh(full=True)

    assert workspace.state.events.page() == before


def test_column_that_is_not_there_is_a_finding_with_its_line_and_what_was_known_stays(club_with: OpenClub) -> None:
    workspace = club_with(with_table())
    workspace.refresh()
    path = workspace.project.folder / "events/deploys.yml"
    path.write_text(TABLES.replace("text: what", "text: wat"), encoding="utf-8")
    workspace.reread()

    workspace.refresh()

    [finding] = workspace.state.findings.read("events")
    assert (finding.code, finding.severity.value, str(finding.where)) == (
        "event-table-unreadable",
        "error",
        "events/deploys.yml:2",
    )
    assert "has no column 'wat'" in finding.message.en
    assert finding.hint is not None
    assert "'what'" in finding.hint.en
    assert len(told(workspace, EventSource.TABLE)) == 2


def test_table_that_is_no_more_takes_its_events_along(club_with: OpenClub) -> None:
    workspace = club_with(with_table())
    workspace.refresh()
    (workspace.project.folder / "events/deploys.yml").unlink()
    workspace.reread()

    workspace.refresh()

    assert told(workspace, EventSource.TABLE) == []


def days_of_visits(rows: int = 20) -> list[str]:
    first = date(2026, 1, 5)
    return [f"ann,{first + timedelta(days=n)},20,phone\n" * rows for n in range(42)]


def test_day_without_rows_among_many_with_rows_is_an_incident(club_with: OpenClub) -> None:
    visits = days_of_visits()
    visits[10] = ""  # 15 January
    workspace = club_with({"data/visits.csv": HEADER + "".join(visits)})
    workspace.refresh()

    lost = date(2026, 1, 15)
    assert told(workspace, EventSource.CHECK) == [("data_quality", "No rows in visits", lost, lost)]


def test_days_on_which_far_more_rows_lack_their_entity_are_one_incident(club_with: OpenClub) -> None:
    visits = days_of_visits()
    for n in (20, 21):  # 25 and 26 January: 5 of 20
        visits[n] = f",{date(2026, 1, 5 + n)},20,phone\n" * 5 + f"ann,{date(2026, 1, 5 + n)},20,phone\n" * 15
    workspace = club_with({"data/visits.csv": HEADER + "".join(visits)})
    workspace.refresh()

    assert told(workspace, EventSource.CHECK) == [
        (
            "data_quality",
            "Far more rows of visits than usual have no reader",
            date(2026, 1, 25),
            date(2026, 1, 26),
        )
    ]


def test_periods_in_which_an_identity_does_not_hold_are_incidents_until_it_does(club_with: OpenClub) -> None:
    broken = "north_star: regulars\ndrivers:\n  regulars: {identity: active * short_share}\n"
    workspace = club_with({"tree.yml": broken})
    workspace.refresh()

    [(kind, text, first, last)] = told(workspace, EventSource.CHECK)
    assert (kind, first, last) == ("data_quality", date(2026, 1, 5), date(2026, 1, 25))
    assert text == "The formula of regulars does not hold in the data"
    (workspace.project.folder / "tree.yml").write_text("north_star: regulars\n", encoding="utf-8")
    workspace.reread()
    workspace.refresh()
    assert told(workspace, EventSource.CHECK) == []

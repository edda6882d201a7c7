"""What coincides with a change of the reading club, wherever it was written down."""

from __future__ import annotations

from datetime import date
from typing import Any

from beichen.domain.annotation import Note
from beichen.domain.text import Text
from beichen.workspace.explaining.explanation import Explanation
from beichen.workspace.telling import Told, tell_event

from ..club import SETTINGS, Changes
from ..fixtures import OpenClub

WRITTEN: Changes = {
    "beichen.yml": SETTINGS + "holidays: GB\n",
    "events/2026.yml": """\
events:
  - {name: lights, label: {en: New lights, zh: 新灯}, kind: release, on: 2026-01-19, owner: mo}
  - {name: rain, on: 2026-01-14, kind: market}
  - {name: before, on: 2026-01-11}
  - {name: elsewhere, on: 2026-01-19, metrics: [minutes]}
""",
    "initiatives/2026.yml": """\
initiatives:
  - {name: coffee, label: Coffee, owner: mo, metrics: [active], from: 2025-12-01, segment: {device: [phone, tablet]}}
""",
}


def rows(explanation: Explanation) -> list[tuple[str, str, float]]:
    return [(e["kind"], e["name"], e["overlap"]) for e in explanation.as_dict()["events"]]


def test_events_of_every_place_are_ranked_together(club_with: OpenClub) -> None:
    workspace = club_with(WRITTEN)
    workspace.state.annotations.add(Note("Snow", date(2026, 1, 20), date(2026, 1, 22), "regulars"))
    tell_event(workspace, Told(Text.same("Strike"), date(2026, 1, 25), kind="outage", key="strike"))

    found = rows(workspace.explain("regulars"))  # 19–25 January against 12–18

    assert found == [
        ("release", "lights", 0.6),  # stays: 7 of 7 days × .75 × .8
        ("annotation", "1", 0.3214),  # 3/7 × .75
        ("outage", "strike", 0.0857),  # 1/7 × .75 × .8
        ("initiative", "coffee", 0.075),  # all along: .1 × .75; of the next metric down, on the path
        ("market", "rain", 0.0643),  # gone: 1/7 × .75 × .75 × .8
    ]


def test_document_of_an_event_says_all_that_is_known(club_with: OpenClub) -> None:
    workspace = club_with(WRITTEN)
    events: list[dict[str, Any]] = workspace.explain("regulars").as_dict()["events"]

    assert events[0] == {
        "kind": "release",
        "name": "lights",
        "text": {"en": "New lights", "zh": "新灯"},
        "on": "2026-01-19",
        "until": "2026-01-19",
        "metrics": [],
        "segment": {},
        "overlap": 0.6,
        "author": "mo",
    }
    coffee = next(event for event in events if event["name"] == "coffee")
    assert (coffee["until"], coffee["segment"]) == (None, {"device": ["phone", "tablet"]})


def test_sentence_names_what_coincides_strongly_and_nothing_weaker(club_with: OpenClub) -> None:
    strong = club_with(WRITTEN).explain("regulars").sentence
    weak = club_with({"events/2026.yml": "events: [{name: rain, on: 2026-01-20}]\n"}).explain("regulars").sentence

    assert "At the same time: New lights." in strong.en
    assert "同期：新灯。" in strong.zh
    assert "same time" not in weak.en


def test_holidays_of_the_projects_country_coincide(club_with: OpenClub) -> None:
    visits = "reader,day,minutes,device\n" + "".join(
        f"ann,{day},20,phone\nann,{day},10,phone\n" for day in ("2025-12-15", "2025-12-22", "2025-12-29", "2026-01-04")
    )
    workspace = club_with({**WRITTEN, "data/visits.csv": visits})

    found = workspace.explain("minutes", at=date(2025, 12, 22)).as_dict()["events"]

    assert [(e["kind"], e["text"]["en"], e["on"]) for e in found] == [
        ("holiday", "Boxing Day", "2025-12-26"),
        ("holiday", "Christmas Day", "2025-12-25"),
    ]


def test_project_without_holidays_has_none(club_with: OpenClub) -> None:
    workspace = club_with({"beichen.yml": SETTINGS + "holidays: none\n"})

    assert rows(workspace.explain("regulars")) == []

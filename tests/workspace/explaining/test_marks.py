"""Marks: what is written on a trend, whoever wrote it and wherever it is kept."""

from __future__ import annotations

from datetime import date

from beichen.domain.annotation import Note
from beichen.domain.text import Text
from beichen.workspace.explaining.history import Difference, compare_texts, history_of
from beichen.workspace.explaining.marks import Mark, MarkKind, marks_between

from ..club import Changes
from ..fixtures import OpenClub

DONE: Changes = {
    "initiatives/2026.yml": """\
initiatives:
  - {name: flyers, label: {en: Flyers, zh: 传单}, owner: mo, metrics: [minutes], from: 2026-01-07, until: 2026-01-13}
  - {name: coffee, label: Coffee, owner: mo, metrics: [minutes, visit_count], from: 2026-01-19}
""",
}
FLYERS = Mark(
    date(2026, 1, 7), date(2026, 1, 13), MarkKind.INITIATIVE, Text("Flyers", "传单"), "mo", "minutes", "flyers"
)


def found(marks: list[Mark]) -> list[tuple[str, str]]:
    return [(mark.kind.value, mark.text.en) for mark in marks]


def test_marks_of_a_metric_come_from_notes_and_from_the_project(club_with: OpenClub) -> None:
    workspace = club_with(DONE)
    notes = workspace.state.annotations
    notes.add(Note("Snow", date(2026, 1, 6), date(2026, 1, 8)))
    notes.add(Note("Broken clock", date(2026, 1, 12), date(2026, 1, 12), "minutes", "mo"))
    notes.add(Note("About another", date(2026, 1, 12), date(2026, 1, 12), "visit_count"))

    marks = marks_between(workspace, "minutes")

    assert found(marks) == [
        ("annotation", "Snow"),
        ("initiative", "Flyers"),
        ("annotation", "Broken clock"),
        ("initiative", "Coffee"),
    ]
    assert marks[1] == FLYERS
    assert marks[3].until is None  # still served
    assert [mark.metric for mark in marks] == [None, "minutes", "minutes", "minutes"]
    assert len(marks_between(workspace, None)) == 5


def test_mark_that_lasts_is_found_by_any_of_its_days(club_with: OpenClub) -> None:
    workspace = club_with(DONE)

    def names(start: date, end: date) -> list[str]:
        return [mark.name for mark in marks_between(workspace, "minutes", start, end)]

    assert names(date(2026, 1, 1), date(2026, 1, 7)) == []
    assert names(date(2026, 1, 13), date(2026, 1, 19)) == ["flyers"]
    assert names(date(2026, 1, 14), date(2026, 1, 19)) == []
    assert names(date(2027, 1, 1), date(2028, 1, 1)) == ["coffee"]


def test_changed_definition_is_a_mark_that_says_what_changed(club_with: OpenClub) -> None:
    workspace = club_with()
    workspace.refresh()
    path = workspace.project.folder / "metrics/visits.yml"
    text = path.read_text(encoding="utf-8")
    assert "where: days >= 2" in text

    for written in (text.replace("where: days >= 2", "where: days >= 3"), text):
        path.write_text(written, encoding="utf-8")
        workspace.reread()
        workspace.refresh()

    marks = [mark for mark in marks_between(workspace, "regulars") if mark.kind is MarkKind.DEFINITION]
    assert [mark.text for mark in marks] == [
        Text("definition changed: where: days >= 2 → days >= 3", "口径变更：where：days >= 2 → days >= 3"),
        Text("definition changed: where: days >= 3 → days >= 2", "口径变更：where：days >= 3 → days >= 2"),
    ]
    history = history_of(workspace, "regulars")
    assert history.changes[0].after_hash == history.hash
    assert history.known_since == marks[0].on
    assert history_of(workspace, "minutes").changes == ()


def test_differences_name_parts_by_what_they_are_and_see_through_hashes() -> None:
    before = (
        '{"definition":"h1","parts":{"h1":{"kind":"ratio","numerator":"h2"},"h2":{"filter":"a = 1"}},"timezone":"UTC"}'
    )
    after = '{"definition":"h3","parts":{"h3":{"kind":"ratio","numerator":"h4"},"h4":{}},"timezone":"Asia/Tokyo"}'

    assert list(compare_texts(before, after)) == [
        Difference("definition.numerator.filter", "a = 1", None),
        Difference("timezone", "UTC", "Asia/Tokyo"),
    ]
    assert list(compare_texts('{"x":[{"name":"a","v":1}]}', '{"x":[{"name":"b","v":1},{"name":"a","v":2}]}')) == [
        Difference("x[a].v", "1", "2"),
        Difference("x[b].name", None, "b"),
        Difference("x[b].v", None, "1"),
    ]
    assert list(compare_texts("count", "sum")) == [Difference("definition", "count", "sum")]

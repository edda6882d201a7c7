from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from beichen.domain.annotation import Annotation, Note
from beichen.state.open import State, open_state

MAY = [date(2026, 5, day) for day in range(1, 32)]
NOON, LATER = datetime(2026, 5, 20, 12, tzinfo=UTC), datetime(2026, 5, 21, 12, tzinfo=UTC)
OUTAGE = Note('播放服务中断 "2 h" 🎧', MAY[3], MAY[5], "weekly_active", "lin")
HOLIDAY = Note("Labour Day", MAY[0], MAY[4])


def test_annotation_comes_back_as_it_was_written(state: State) -> None:
    kept = state.annotations.add(OUTAGE, at=NOON)

    assert kept == Annotation(kept.id, OUTAGE, 1, NOON, NOON)
    assert state.annotations.find(kept.id) == kept


def test_trend_shows_what_is_about_its_metric_and_about_every_metric(state: State) -> None:
    outage, holiday = state.annotations.add(OUTAGE), state.annotations.add(HOLIDAY)
    other = state.annotations.add(Note("price", MAY[3], MAY[3], "revenue"))

    assert state.annotations.between(None, None, metric="weekly_active") == [holiday, outage]
    assert state.annotations.between(None, None) == [holiday]
    assert state.annotations.between(None, None, all_metrics=True) == [holiday, outage, other]


def test_span_is_found_by_any_of_its_days_and_by_no_other(state: State) -> None:
    outage = state.annotations.add(OUTAGE)  # 4–6 May

    def found(start: date, end: date) -> list[Annotation]:
        return state.annotations.between(start, end, metric="weekly_active")

    assert found(MAY[0], MAY[3]) == []  # until the 3rd
    assert found(MAY[0], MAY[4]) == [outage]
    assert found(MAY[5], MAY[6]) == [outage]
    assert found(MAY[6], MAY[9]) == []  # from the 7th


def test_change_of_what_somebody_else_changed_meanwhile_changes_nothing(state: State) -> None:
    kept = state.annotations.add(OUTAGE, at=NOON)
    theirs = state.annotations.change(kept.id, HOLIDAY, revision=1, at=LATER)

    assert theirs == Annotation(kept.id, HOLIDAY, 2, NOON, LATER)
    assert state.annotations.change(kept.id, OUTAGE, revision=1) is None
    assert state.annotations.delete(kept.id, revision=1) is None
    assert state.annotations.find(kept.id) == theirs


def test_deleted_annotation_is_shown_to_nobody_until_it_is_restored(state: State) -> None:
    kept = state.annotations.add(OUTAGE)
    deleted = state.annotations.delete(kept.id, revision=1)

    assert deleted is not None
    assert deleted.deleted
    assert state.annotations.page() == []
    assert state.annotations.between(None, None, all_metrics=True) == []
    restored = state.annotations.restore(kept.id)
    assert restored is not None
    assert (restored.note, restored.deleted, restored.revision) == (OUTAGE, False, 3)
    assert state.annotations.page() == [restored]
    assert state.annotations.restore(kept.id) == restored
    assert state.annotations.restore(kept.id + 1) is None


def test_pages_give_every_annotation_once_the_latest_days_first(state: State) -> None:
    kept = [state.annotations.add(Note(f"n{n}", MAY[n // 2], MAY[n // 2])) for n in range(7)]

    pages, after = [], None
    while page := state.annotations.page(after=after, size=3):
        pages.append(page)
        after = (page[-1].note.begins_on, page[-1].id)

    assert [len(page) for page in pages] == [3, 3, 1]
    assert [a for page in pages for a in page] == kept[::-1]


def test_annotations_outlive_the_process(path: Path) -> None:
    with open_state(path) as state:
        kept = state.annotations.add(OUTAGE)
    with open_state(path) as state:
        assert state.annotations.page(metric="weekly_active") == [kept]

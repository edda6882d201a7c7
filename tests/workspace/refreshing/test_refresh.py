"""Refresh computes what is stale and nothing else, and finds what does not hold."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

import pytest

from beichen.domain.observation import Reason, Undetermined
from beichen.domain.time import Grain
from beichen.errors import SourceError
from beichen.state.slice import SliceKey
from beichen.workspace.open import Workspace, open_workspace
from beichen.workspace.refreshing.observe import Wish

from ..club import METRICS, MODELS, SETTINGS, SOURCES, TREE, VISITS, Changes, table, write_club
from ..fixtures import OpenClub

# Payments are a model of their own: what happens to visits is nothing to them.
PAYMENTS: Changes = {
    "sources/files.yml": SOURCES + "  - {name: payments, type: file, path: data/payments.csv}\n",
    "data/payments.csv": "payer,paid_on,amount\nann,2026-01-13,10\nbo,2026-01-14,30\n",
    "models/visits.yml": MODELS
    + """\
  - name: payments
    table: payments
    time: {column: paid_on}
    entities: [{name: payer, expr: payer}]
""",
    "metrics/visits.yml": METRICS
    + "  - {name: paid, type: simple, model: payments, agg: sum, expr: amount, grain: week}\n"
    + "  - {name: paid_minutes, type: derived, formula: paid + minutes, grain: week}\n",
}

ALL = 22  # 10 totals, the North Star at 4 further grains, 4 tree metrics by 2 dimensions


def computed(workspace: Workspace, *, full: bool = False) -> tuple[int, int]:
    report = workspace.refresh(full=full)
    return report.computed, report.reused


def stale(workspace: Workspace) -> set[str]:
    """The metrics whose totals a refresh would compute, the changed files being loaded."""
    workspace.load()
    wishes = [Wish(name, metric.grain) for name, metric in workspace.project.metrics.items()]
    return {wish.metric for wish in workspace.observer.stale(wishes)}


def reopened(workspace: Workspace, file: str, old: str, new: str) -> Workspace:
    """The project with one of its files changed, opened anew."""
    path = workspace.project.folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    workspace.close()
    return open_workspace(workspace.project.folder)


def test_second_refresh_computes_nothing_also_in_another_process(club_with: OpenClub) -> None:
    workspace = club_with(PAYMENTS)

    assert computed(workspace) == (ALL, 0)
    assert computed(workspace) == (0, ALL)
    workspace.close()
    with open_workspace(workspace.project.folder) as again:
        assert computed(again) == (0, ALL)
        assert computed(again, full=True) == (ALL, 0)


def test_file_that_changed_makes_stale_what_rests_on_it(club_with: OpenClub) -> None:
    workspace = club_with(PAYMENTS)
    workspace.refresh()
    path = workspace.project.folder / "data/payments.csv"
    path.write_text(path.read_text(encoding="utf-8") + "cy,2026-01-15,5\n", encoding="utf-8")

    assert stale(workspace) == {"paid", "paid_minutes"}
    assert computed(workspace) == (2, ALL - 2)
    assert table(workspace, "paid_minutes") == {("2026-01-12",): 160}
    kept = workspace.observer.read([Wish("paid_minutes", Grain.WEEK)])
    assert [observation.value for observations in kept.values() for observation in observations] == [160]


def test_file_that_was_only_touched_is_read_again_since_nobody_knows_what_changed(club_with: OpenClub) -> None:
    workspace = club_with(PAYMENTS)
    workspace.refresh()
    os.utime(workspace.project.folder / "data/payments.csv", ns=(1, 1))

    assert stale(workspace) == {"paid", "paid_minutes"}


def test_rows_of_a_primary_model_make_stale_all_that_may_be_sliced_by_it(club_with: OpenClub) -> None:
    workspace = club_with(PAYMENTS)
    workspace.refresh()
    (workspace.project.folder / "data/readers.csv").write_text("reader,region\nann,south\n", encoding="utf-8")

    assert stale(workspace) == set(workspace.project.metrics) - {"paid"}


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("metrics/visits.yml", "filter: minutes < 10", "filter: minutes < 20", {"short_visits", "short_share"}),
        ("metrics/visits.yml", "where: days >= 2", "where: days >= 3", {"regulars", "regular_share"}),
        ("metrics/visits.yml", "formula: paid + minutes", "formula: paid - minutes", {"paid_minutes"}),
        ("metrics/visits.yml", "name: paid_minutes", "name: paid_time", {"paid_time"}),
        ("metrics/visits.yml", "good: up", "good: down", set()),
        ("beichen.yml", "name: Mo Okafor", "name: Moses Okafor", set()),
        ("beichen.yml", "timezone: Europe/London", "timezone: Asia/Shanghai", None),
        ("sources/files.yml", "path: data/payments.csv", "path: data/payments.csv, complete_through: 2026-02-01", {"paid", "paid_minutes"}),
        ("sources/files.yml", "path: data/payments.csv", "path: data/payments.csv, columns: {amount: double}", {"paid", "paid_minutes"}),
        ("models/visits.yml", "entities: [{name: payer, expr: payer}]", "entities: [{name: payer, expr: upper(payer)}]", {"paid", "paid_minutes"}),
        ("tree.yml", 'limit: "< 30%"', 'limit: "< 50%"', set()),
    ],
)  # fmt: skip
def test_definition_that_changed_makes_stale_what_rests_on_it(
    club_with: OpenClub, file: str, old: str, new: str, expected: set[str] | None
) -> None:
    first = club_with(PAYMENTS)
    first.refresh()
    workspace = reopened(first, file, old, new)

    assert stale(workspace) == (set(workspace.project.metrics) if expected is None else expected)
    workspace.close()


def test_clock_that_moved_on_makes_stale_although_no_row_came_in(club_with: OpenClub) -> None:
    sources = SOURCES.replace("visits.csv}", "visits.csv, complete_through: clock}")
    workspace = club_with({"sources/files.yml": sources})
    workspace.engine.now = lambda: datetime(2026, 1, 25, 12, tzinfo=UTC)
    workspace.refresh()
    assert [row.complete for row in workspace.query("minutes")] == [True, True, False]
    workspace.engine.now = lambda: datetime(2026, 1, 26, 12, tzinfo=UTC)

    assert stale(workspace) == set(workspace.project.metrics)
    workspace.refresh()
    kept = workspace.observer.read([Wish("minutes", Grain.WEEK)])[Wish("minutes", Grain.WEEK)]
    assert [observation.complete for observation in kept] == [True, True, True]
    assert computed(workspace)[0] == 0


def test_view_over_files_that_changed_makes_stale(club_with: OpenClub) -> None:
    sources = SOURCES.replace("visits.csv}", "visits.csv, load: view}")
    workspace = club_with({"sources/files.yml": sources})
    workspace.refresh()
    path = workspace.project.folder / "data/visits.csv"
    path.write_text(VISITS + "zoe,2026-01-22,100,phone\n", encoding="utf-8")

    assert workspace.explain("minutes").as_dict()["after"] == 185


def test_questions_bring_up_to_date_what_they_need_and_say_so(club_with: OpenClub) -> None:
    told: list[str] = []
    workspace = club_with(PAYMENTS)
    workspace.notice = told.append
    workspace.tree()
    assert told[:2] == [
        "loading visits, which was not loaded or has changed",
        "loading readers, which was not loaded or has changed",
    ]
    assert told[2].startswith("computing 4 set(s) of observations")  # regulars, its two drivers, its guardrail

    told.clear()
    workspace.tree()
    workspace.query("minutes")
    assert told == []
    workspace.query("paid")
    assert told == ["loading payments, which was not loaded or has changed"]


def test_progress_is_told_and_ends_where_it_said(club_with: OpenClub) -> None:
    steps: list[tuple[str, int, int]] = []
    club_with(PAYMENTS).refresh(progress=lambda what, done, total: steps.append((what, done, total)))

    assert ("load payments", 2, 3) in steps
    assert any(what == "compute by week, device" for what, _, _ in steps)
    assert all(0 <= done <= total for _, done, total in steps)


def test_kept_observations_are_what_a_question_answers(club_with: OpenClub) -> None:
    workspace = club_with(PAYMENTS)
    workspace.refresh()
    checked = 0
    for kept in workspace.state.observations.slices():
        key: SliceKey = kept.key
        answer = workspace.query(key.metric, by=key.dimensions, grain=key.grain)
        observed = workspace.observer.read([Wish(key.metric, key.grain, key.dimensions)])
        ((_, observations),) = observed.items()
        for row, observation in zip(answer, observations, strict=True):
            value = observation.value
            assert (row.period, row.segment, row.complete) == (
                observation.period,
                observation.segment,
                observation.complete,
            )
            assert (None if isinstance(value, Undetermined) else value) == row.value
            assert (value.reason if isinstance(value, Undetermined) else None) == row.reason
            assert (observation.numerator, observation.denominator, observation.n) == (
                row.numerator,
                row.denominator,
                row.n,
            )
            checked += 1
    assert checked > 50


def test_squares_of_measures_are_kept(club_with: OpenClub) -> None:
    workspace = club_with()
    workspace.refresh()
    kept = workspace.series(["minutes"], Grain.WEEK)["minutes"]

    assert kept[2].sum_squares == 50**2 + 30**2 + 5**2
    assert kept[2].n == 3


def test_guardrail_that_is_broken_is_a_finding_until_it_holds(club_with: OpenClub) -> None:
    workspace = club_with()
    (finding,) = workspace.refresh().findings

    assert finding.message.en == "short_share was 33.3%, limit < 30%, in the week of 19 Jan 2026; it guards regulars"
    assert workspace.findings() == [finding]
    path = workspace.project.folder / "data/visits.csv"
    path.write_text(VISITS + "zoe,2026-01-22,100,phone\n", encoding="utf-8")
    assert workspace.refresh().findings == ()
    assert workspace.findings() == []


def test_identity_that_the_data_break_is_a_finding_a_row_and_a_sentence(club_with: OpenClub) -> None:
    tree = "north_star: minutes\ndrivers:\n  minutes: {identity: visit_count * longest}\n"
    workspace = club_with({"tree.yml": tree})
    (finding,) = workspace.refresh().findings

    assert finding.code == "identity-broken"
    assert finding.message.en == (
        "the identity minutes = visit_count * longest does not hold in 3 of 3 periods:"
        " in that of 2026-01-19 the formula gives 150, the data 85"
    )
    assert str(finding.where) == "tree.yml:3"
    told = workspace.explain().as_dict()
    by_metric = {branch["metric"]: branch for branch in told["branches"]}
    assert by_metric[None] == {
        "metric": None,
        "parent": "minutes",
        "kind": "leftover",
        "contribution": pytest.approx(45),  # 85 − 150 against 115 − 225
        "share": pytest.approx(-1.5),
        "interval": None,
    }
    assert sum(branch["contribution"] for branch in told["branches"]) == pytest.approx(told["change"], rel=1e-9)
    assert told["unexplained"] == workspace.tree().as_dict()["unexplained"] == pytest.approx(45)
    assert "its formula does not hold in the data" in told["sentence"]["en"]


def test_identity_of_a_period_that_has_not_closed_is_not_judged(club_with: OpenClub) -> None:
    """Only the last week breaks it, and that one is not whole."""
    metrics = METRICS.replace(
        "{name: visit_count, type: simple, model: visits, agg: count, grain: week}",
        "{name: visit_count, type: simple, model: visits, agg: count, filter: \"day < '2026-01-19'\", grain: week}",
    )
    metrics += "  - {name: all_visits, type: simple, model: visits, agg: count, grain: week}\n"
    sources = SOURCES.replace("visits.csv}", "visits.csv, complete_through: 2026-01-24}")
    tree = "north_star: all_visits\ndrivers:\n  all_visits: {identity: visit_count}\n"
    workspace = club_with({"metrics/visits.yml": metrics, "sources/files.yml": sources, "tree.yml": tree})

    assert table(workspace, "all_visits")["2026-01-19",] == 3
    assert table(workspace, "visit_count")["2026-01-19",] == 0
    assert workspace.refresh().findings == ()


def test_freshness_is_of_the_north_stars_last_whole_period(club_with: OpenClub) -> None:
    workspace = club_with()
    assert workspace.freshness().data_through is None
    workspace.refresh()

    freshness = workspace.freshness()
    assert freshness.data_through == date(2026, 1, 25)
    assert freshness.computed_at is not None and freshness.computed_at.tzinfo is UTC


def test_version_grows_when_something_is_stored_and_not_else(club_with: OpenClub) -> None:
    workspace = club_with()
    workspace.refresh()
    version = workspace.version()
    workspace.query("minutes")

    assert workspace.version() == version  # a question stores nothing
    os.utime(workspace.project.folder / "data/visits.csv", ns=(1, 1))
    workspace.refresh()
    assert workspace.version() > version


def test_load_that_fails_in_a_refresh_leaves_what_was_kept(club_with: OpenClub) -> None:
    workspace = club_with({"sources/files.yml": SOURCES.replace("visits.csv}", "visits.csv, columns: {day: date}}")})
    workspace.refresh()
    before = workspace.observer.read([Wish("minutes", Grain.WEEK)])
    path = workspace.project.folder / "data/visits.csv"
    path.write_text(VISITS + "zoe,never,1,phone\n", encoding="utf-8")
    with pytest.raises(SourceError, match="source 'visits'"):
        workspace.refresh()

    assert workspace.observer.read([Wish("minutes", Grain.WEEK)]) == before
    path.write_text(VISITS, encoding="utf-8")
    assert workspace.refresh().findings[0].message.en.startswith("short_share was 33.3%")


def test_undetermined_values_are_kept_with_their_reasons(club_with: OpenClub) -> None:
    without = "".join(line for line in VISITS.splitlines(keepends=True) if "2026-01-1" not in line or "-19" in line)
    workspace = club_with({"data/visits.csv": without, "tree.yml": TREE, "beichen.yml": SETTINGS})
    workspace.refresh()
    kept = workspace.series(["short_share", "longest"], Grain.WEEK)

    assert kept["short_share"][1].value == Undetermined(Reason.ZERO_DENOMINATOR)
    assert kept["longest"][1].value == Undetermined(Reason.NO_ROWS)


def test_write_is_only_below_the_projects_own_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = write_club(tmp_path_factory.mktemp("club"))
    before = sorted(path.name for path in folder.iterdir())
    with open_workspace(folder) as workspace:
        workspace.refresh()
        workspace.tree()
        workspace.explain()

    assert sorted(path.name for path in folder.iterdir()) == sorted([*before, ".beichen"])
    assert sorted(path.name for path in (folder / ".beichen").iterdir() if path.suffix in (".duckdb", ".sqlite")) == [
        "state.sqlite",
        "warehouse.duckdb",
    ]

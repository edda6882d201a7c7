"""The project that goes with the simulated app: it reads, its dates are those of the incidents, its names are its metrics'."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from beichen.domain.metric import KIND_OF
from beichen.domain.project import Project
from beichen.errors import ProjectError
from beichen.project.read import read_project
from beichen.project.template import template_names, write_template
from beichen.sources.demo import planted_incidents
from beichen.sources.demo.timeline import Timeline
from beichen.workspace.open import open_workspace

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("projects") / "lumen"
    write_template("lumen", folder, today=TODAY)
    return read_project(folder)


def test_north_star_is_the_seed_articles(project: Project) -> None:
    north_star = project.metrics[project.north_star or ""]

    assert north_star.label.zh == "每周听歌超过3天的用户数"
    assert north_star.benchmark is not None and north_star.benchmark.value == 0.25
    assert {metric.benchmark.value for metric in project.metrics.values() if metric.benchmark} == {0.25, 0.172, 0.055}


def test_every_kind_of_metric_is_used(project: Project) -> None:
    assert {metric.kind for metric in project.metrics.values()} == set(KIND_OF.values())


def test_tree_has_some_thirty_nodes_of_six_teams(project: Project) -> None:
    tree = project.tree
    assert tree is not None
    nodes = {*tree.nodes_below(tree.north_star), *(guardrail.metric for guardrail in tree.guardrails), *tree.outcomes}
    owners = {project.metrics[node].owner for node in nodes}

    assert 25 <= len(nodes) <= 32
    assert {project.people[owner or ""].team for owner in owners} == {
        "growth",
        "product",
        "content",
        "platform",
        "trust",
        "finance",
    } - {"content"}
    assert all(len(tree.edges_of(node)) <= 7 for node in nodes)


def test_every_text_that_people_read_is_in_both_languages(project: Project) -> None:
    texts = [metric.label for metric in project.metrics.values()]
    texts += [metric.value for metric in project.metrics.values() if metric.value]
    texts += [
        i.because
        for drivers in (project.tree.drivers if project.tree else {}).values()
        for i in drivers.influences
        if i.because
    ]
    texts += [
        thing.label
        for thing in (*project.objectives, *project.initiatives, *project.experiments, *project.teams.values())
    ]

    assert len(texts) > 70
    for text in texts:
        assert text.en.isascii() or "í" in text.en, text
        assert any("\u4e00" <= sign <= "\u9fff" for sign in text.zh), text


def test_metrics_that_incidents_move_are_metrics_of_the_project(project: Project) -> None:
    moved = {metric for incident in planted_incidents(Timeline(date(2026, 11, 21), 400)) for metric in incident.moves}

    assert moved <= set(project.metrics)


def test_initiatives_and_experiments_have_the_dates_of_their_incidents(project: Project) -> None:
    incidents = {incident.name: incident for incident in planted_incidents(Timeline(date(2026, 11, 21), 400))}
    mirrored = [thing for thing in (*project.initiatives, *project.experiments) if thing.name in incidents]

    assert len(mirrored) == 6
    for thing in mirrored:
        incident = incidents[thing.name]
        assert (thing.begins_on, thing.ends_on) == (incident.first_day, incident.last_day), thing.name


def test_sources_are_complete_through_yesterday(project: Project) -> None:
    assert {source.complete_through for source in project.sources.values()} == {date(2026, 11, 21)}


def test_goals_are_those_of_the_running_and_the_last_quarter(project: Project) -> None:
    quarters = {(objective.begins_on, objective.ends_on) for objective in project.objectives}

    assert quarters == {(date(2026, 7, 1), date(2026, 9, 30)), (date(2026, 10, 1), date(2026, 12, 31))}


@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2028, 2, 29), date(2026, 3, 31)])
def test_template_reads_whatever_the_day(tmp_path: Path, today: date) -> None:
    written = write_template("lumen", tmp_path / "new", today=today)

    assert "{{" not in "".join(path.read_text(encoding="utf-8") for path in written)
    assert len(read_project(tmp_path / "new").metrics) > 40


def test_targets_grow_with_the_company(tmp_path: Path) -> None:
    write_template("lumen", tmp_path / "large", today=TODAY, users=1_000_000)
    project = read_project(tmp_path / "large")

    goal = project.key_result_for("weekly_engaged_listeners")
    assert goal is not None
    assert (goal.start, goal.target) == (59_000, 68_000)


def test_data_and_state_are_kept_out_of_git(tmp_path: Path) -> None:
    written = write_template("lumen", tmp_path / "new", today=TODAY)

    assert tmp_path / "new/.gitignore" in written
    assert (tmp_path / "new/.gitignore").read_text() == ".beichen/\ndata/\n"


def test_folder_with_a_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "beichen.yml").write_text("name: mine\n")

    with pytest.raises(ProjectError, match=r"is not empty: it holds beichen\.yml"):
        write_template("lumen", tmp_path, today=TODAY)

    assert [path.name for path in tmp_path.iterdir()] == ["beichen.yml"]


def test_unknown_template_is_refused_with_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no template 'lumem'") as refused:
        write_template("lumem", tmp_path / "new", today=TODAY)

    assert refused.value.hint == "did you mean 'lumen'?"
    assert "lumen" in template_names()


def test_check_finds_nothing_to_mend(project: Project) -> None:
    with open_workspace(project.folder) as workspace:
        assert [str(finding.message.en) for finding in workspace.check()] == []

"""Random worlds: the engine answers what the plain-Python reference answers, for every kind of metric."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from beichen.errors import BeichenError
from beichen.workspace.open import Workspace, open_workspace

from .agreement import disagreements
from .random_events import Ask, World, world_settings, worlds
from .reference import Reference
from .world_files import is_refused, reference_of, write_world

QUESTIONS = 20


@world_settings(50)
@given(world=worlds(questions=QUESTIONS))
def test_engine_answers_what_the_reference_answers(world: World) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(write_world(world, Path(folder) / "world"))
        try:
            assert_world_agrees(workspace, world)
        finally:
            workspace.close()


@world_settings(12)
@given(world=worlds(questions=QUESTIONS, clocks_change=True))
def test_engine_looks_ahead_as_the_reference_does_where_the_clocks_change(world: World) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(write_world(world, Path(folder) / "world"))
        try:
            assert_world_agrees(workspace, world)
        finally:
            workspace.close()


@world_settings(12)
@given(world=worlds(questions=2))
def test_metrics_that_are_asked_together_answer_as_each_by_itself(world: World) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(write_world(world, Path(folder) / "world"))
        try:
            for ask in world.asks:
                assert_all_agree(workspace, world, ask)
        finally:
            workspace.close()


def assert_all_agree(workspace: Workspace, world: World, ask: Ask) -> None:
    """One question to every metric that can answer it: they share scans of their models."""
    reference = reference_of(world, workspace.project)
    asks = [replace(ask, metric=metric["name"]) for metric in world.metrics]
    asks = [each for each in asks if not is_refused(each, world, workspace.project)]
    question: dict[str, Any] = {
        "by": ask.by,
        "where": ask.where,
        "grain": ask.grain,
        "start": ask.start,
        "end": ask.end,
    }
    answers = workspace.query([each.metric for each in asks], **question)
    for each, answer in zip(asks, answers, strict=True):
        lines = reference.query(each.metric, **question)
        assert disagreements(answer.as_dict()["rows"], lines, ask.by) == [], each


def assert_world_agrees(workspace: Workspace, world: World) -> None:
    """Every question of the world is answered as the reference answers it, or refused where it must be."""
    reference = reference_of(world, workspace.project)
    for ask in world.asks:
        if is_refused(ask, world, workspace.project):
            assert_refused(workspace, ask)
        else:
            assert_same(workspace, reference, ask)


def assert_same(workspace: Workspace, reference: Reference, ask: Ask) -> None:
    answer = workspace.query(ask.metric, by=ask.by, where=ask.where, grain=ask.grain, start=ask.start, end=ask.end)
    lines = reference.query(ask.metric, by=ask.by, where=ask.where, grain=ask.grain, start=ask.start, end=ask.end)
    assert disagreements(answer.as_dict()["rows"], lines, ask.by) == [], ask


def assert_refused(workspace: Workspace, ask: Ask) -> None:
    with pytest.raises(BeichenError):
        workspace.query(ask.metric, by=ask.by, where=ask.where, grain=ask.grain, start=ask.start, end=ask.end)

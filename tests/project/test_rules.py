"""Each rule finds what misleads on its line, and leaves what is sound alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from beichen.domain.finding import Severity
from beichen.project.read import read_project
from beichen.project.rules import RULES, check_project

from .rule_cases import BAD, BASE, GOOD, TREE

REPOSITORY = Path(__file__).parents[2]
SHARED = Path(os.environ.get("BEICHEN_DATA", REPOSITORY.parent / "shared" / "data")).parent


def changed(folder, changes):
    for file, old, new in changes:
        if old != "*":
            folder.replace(file, old, new)
        elif new:
            folder.write(file, new)
        else:
            folder.remove(file)
    return check_project(folder.read())


def test_the_sound_project_has_no_finding_at_all(folder):
    assert check_project(folder.read()) == []


def test_every_rule_has_a_case():
    assert sorted(rule.code for rule in RULES) == sorted(BAD)


@pytest.mark.parametrize(
    ("code", "case"),
    [pytest.param(code, case, id=f"{code}-{i}") for code, cases in BAD.items() for i, case in enumerate(cases)],
)
def test_what_misleads_is_found_with_code_severity_file_and_line(folder, code, case):
    found = [
        finding
        for finding in changed(folder, case.changes)
        if (finding.code, finding.where) == (code, case.where) and case.message in finding.message.en
    ]
    assert [finding.severity for finding in found] == [case.severity]


@pytest.mark.parametrize(
    ("code", "changes"),
    [pytest.param(code, changes, id=f"{code}-{i}") for code, cases in GOOD.items() for i, changes in enumerate(cases)],
)
def test_what_only_looks_misleading_is_left_alone(folder, code, changes):
    assert code not in {finding.code for finding in changed(folder, changes)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_speaks_both_languages(folder, rule):
    for text in (rule.meaning, rule.fix):
        assert text.en != text.zh
        assert any("\u4e00" <= character <= "\u9fff" for character in text.zh)
        assert not any("\u4e00" <= character <= "\u9fff" for character in text.en)
    for finding in changed(folder, BAD[rule.code][0].changes):
        assert finding.hint is not None
        assert any("\u4e00" <= character <= "\u9fff" for character in finding.message.zh)


def test_findings_come_errors_first_then_by_file_and_line(folder):
    findings = changed(
        folder,
        (
            (TREE, "identity: active * engaged_share", "identity: active + engaged_share"),
            (TREE, ", because: who comes back listens on more days", ""),
            (BASE, "{name: back, owner: lin,", "{name: back,"),
            (BASE, "{name: dislikes, owner: lin,", "{name: dislikes,"),
        ),
    )
    assert [(finding.severity.value, str(finding.where)) for finding in findings] == [
        ("error", "tree.yml:3"),
        ("warning", "metrics/base.yml:14"),
        ("warning", "metrics/base.yml:16"),
        ("warning", "tree.yml:3"),
        ("note", "tree.yml:7"),
    ]


@pytest.mark.parametrize("name", ["oulad", "online_retail"])
def test_the_worked_projects_have_neither_errors_nor_warnings(name):
    folder = SHARED / "spec" / name
    if not folder.is_dir():
        pytest.skip("the specification is not on this machine")
    findings = check_project(read_project(folder))
    assert {finding.severity for finding in findings} == {Severity.NOTE}
    assert {finding.code for finding in findings} <= {"orphan-metric", "influence-without-reason"}

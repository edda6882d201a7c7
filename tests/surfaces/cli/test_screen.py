"""`beichen screen`: text in both languages, the document, thresholds saved, decisions made."""

from __future__ import annotations

import json

import pytest

from beichen.faces.cli.main import main

from ...workspace.screening.company import write_gym


@pytest.fixture
def gym(tmp_path):
    return write_gym(tmp_path)


def test_the_document_has_the_documented_keys_best_first_and_the_refused_last(gym, capsys):
    assert main(["screen", "--project", str(gym), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)

    for candidate in document["candidates"]:
        assert {"name", "kind", "score", "parts", "evidence", "rejected", "win_share", "pareto"} <= candidate.keys()
        assert list(candidate["parts"]) == [
            *("value", "directionality", "leading", "sensitivity", "stability", "gaming", "breadth", "decomposability")
        ]
    for threshold in document["thresholds"]:
        assert {"behaviour", "at_least", "within_days", "lift", "low", "high", "definition"} <= threshold.keys()
    standing = [each["score"]["value"] for each in document["candidates"] if not each["rejected"]]
    assert standing == sorted(standing, reverse=True)


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", ["Refused", "adjusted, not a cause", "within 7 days"]), ("zh", ["已剔除的伪指标", "不代表因果", "7 天内"])],
)
def test_the_text_tells_candidates_refusals_and_thresholds(gym, capsys, lang, said):
    assert main(["screen", "--project", str(gym), "--lang", lang]) == 0
    text = capsys.readouterr().out

    for part in ["days_come", "reminders_opened", "no_link, gameable", *said]:
        assert part in text


def test_a_weight_is_taken_and_nonsense_is_refused(gym, capsys):
    assert main(["screen", "--project", str(gym), "--json", "--weight", "value=40"]) == 0
    assert json.loads(capsys.readouterr().out)["weights"]["value"] == 40
    assert main(["screen", "--project", str(gym), "--weight", "value=much"]) == 2


def test_a_decision_needs_somebody_and_is_written_only_when_confirmed(gym, capsys):
    settings = gym / "beichen.yml"
    assert main(["screen", "--project", str(gym), "--decide", "regulars"]) == 2
    assert main(["screen", "--project", str(gym), "--decide", "regulars", "--by", "mo"]) == 2  # nobody can be asked
    assert "north_star: visits_made" in settings.read_text(encoding="utf-8")
    capsys.readouterr()

    assert main(["screen", "--project", str(gym), "--decide", "regulars", "--by", "mo", "--yes", "--json"]) == 0
    told = capsys.readouterr()
    assert "+north_star: regulars" in told.err  # the diff was shown
    files = json.loads(told.out)["files"]
    assert "beichen.yml" in files
    assert "north_star: regulars" in settings.read_text(encoding="utf-8")
    assert len(list((gym / "decisions").iterdir())) == 1


def test_a_threshold_is_saved_by_name(gym, capsys):
    assert main(["screen", "--project", str(gym), "--json"]) == 0
    name = json.loads(capsys.readouterr().out)["thresholds"][0]["name"]

    assert main(["screen", "--project", str(gym), "--save-threshold", name, "--yes"]) == 0
    assert main(["query", "--project", str(gym), name, "--json"]) == 0
    assert main(["screen", "--project", str(gym), "--save-threshold", "nothing", "--yes"]) == 2

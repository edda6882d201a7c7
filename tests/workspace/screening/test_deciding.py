"""A decision: written by a person, with its evidence, and taken back as a whole."""

from __future__ import annotations

from datetime import date

import pytest

import beichen
from beichen.errors import QueryError
from beichen.project.definition import definition_hash
from beichen.workspace.screening.deciding import Decision, propose_decision

from .company import FILES, write_gym

ON = date(2026, 9, 2)


def test_a_decision_names_the_star_in_every_file_and_writes_the_record(tmp_path):
    tree = "north_star: visits_made\n"
    roles = FILES["metrics/gym.yml"].replace("{name: visits_made, type", "{name: visits_made, role: north_star, type")
    with beichen.open(write_gym(tmp_path, {"tree.yml": tree, "metrics/gym.yml": roles})) as gym:
        decision = Decision("regulars", "mo", ON, because="a rhythm is what members pay for")
        proposal = propose_decision(gym, gym.screen(), decision)
        assert gym.project.north_star == "visits_made"  # nothing is written yet
        assert "-north_star: visits_made\n+north_star: regulars" in proposal.diff
        edit = gym.changes.apply(proposal, if_match=proposal.tag, author="mo")

        assert gym.project.north_star == "regulars"
        assert gym.project.metrics["visits_made"].role == "key_result"
        record = (tmp_path / "decisions" / "2026-09-02-north-star-regulars.md").read_text(encoding="utf-8")
        for part in (
            "Mo Okafor",
            "2026-09-02",
            "a rhythm is what members pay for",
            definition_hash(gym.project, "regulars"),
            "`days_come`",
            "`reminders_opened`",
            "`visits_made`",
        ):
            assert part in record

        gym.changes.undo(edit.id)
        assert gym.project.north_star == "visits_made"
        assert (tmp_path / "tree.yml").read_text(encoding="utf-8") == tree
        assert not (tmp_path / "decisions" / "2026-09-02-north-star-regulars.md").exists()


def test_deciding_for_a_proposed_threshold_saves_it_too(gym):
    screening = gym.screen()
    threshold = screening.thresholds[0]
    proposal = propose_decision(gym, screening, Decision(threshold.name, "mo", ON))
    gym.changes.apply(proposal, if_match=proposal.tag)

    assert gym.project.north_star == threshold.name
    assert gym.project.metrics[threshold.name].role == "north_star"


@pytest.mark.parametrize(
    ("candidate", "by", "said"),
    [
        ("days_come", "mo", "behaviour of one entity"),
        ("nothing", "mo", "no metric and no threshold"),
        ("regulars", "jo", "nobody of the project"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_is_written(gym, candidate, by, said):
    with pytest.raises(QueryError, match=said):
        propose_decision(gym, gym.screen(), Decision(candidate, by, ON))
    assert not (gym.project.folder / "decisions").exists()

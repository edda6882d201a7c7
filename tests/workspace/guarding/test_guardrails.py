from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from beichen.domain.episode import RuleKind
from beichen.errors import QueryError

from .radio import BEGAN, OVER, SECOND, TREE, open_radio

SENTENCE = {
    "en": "+1,200 listeners cost 340 complaints; before: 90 per 1,200",
    "zh": "listeners +1,200，代价是complaints 340；以往每 1,200 对应 90",
}


@pytest.mark.parametrize(("at", "periods"), [(BEGAN, 1), (SECOND, 2)])
def test_what_was_won_and_paid_is_told_in_both_units_with_what_it_cost_before(
    tmp_path: Path, at: date, periods: int
) -> None:
    with open_radio(tmp_path) as radio:
        radio.refresh()
        [row] = radio.guard(at=at).as_dict()["guardrails"]

    assert row["trade"].pop("before") == pytest.approx(90)
    assert row["trade"]["gained"].pop("amount") == pytest.approx(1200)
    assert row["trade"]["cost"].pop("amount") == pytest.approx(340)
    assert row == {
        "metric": "complaint_rate",
        "watches": "listeners",
        "status": "firing",
        "since": "2026-03-30",
        "trade": {
            "gained": {"metric": "listeners"},
            "cost": {"metric": "complaints"},
            "periods": periods,
            "segment": {"channel": "paid"},
            "text": SENTENCE,
        },
        "owners": ["ben", "ada"],
    }


def test_guardrail_is_quiet_before_and_after(tmp_path: Path) -> None:
    with open_radio(tmp_path) as radio:
        for at in (date(2026, 3, 23), OVER, None):
            [row] = radio.guard(at=at).as_dict()["guardrails"]
            assert (row["status"], row["since"], row["trade"]) == ("quiet", None, {})


def test_without_enough_history_nothing_is_judged_and_the_reason_is_told(tmp_path: Path) -> None:
    with open_radio(tmp_path) as radio:
        [row] = radio.guard(at=date(2026, 2, 2)).as_dict()["guardrails"]

    assert (row["status"], row["trade"]) == ("undetermined", {"reason": "too_short"})


def test_movement_in_the_direction_that_does_not_hurt_is_quiet(tmp_path: Path) -> None:
    with open_radio(tmp_path, tree=TREE.replace("when: up", "when: down")) as radio:
        [row] = radio.guard(at=BEGAN).as_dict()["guardrails"]

    assert row["status"] == "quiet"


def test_limit_fires_by_itself_and_tells_the_trade_when_something_was_won(tmp_path: Path) -> None:
    tree = TREE.replace("when: up", 'limit: "< 10%"')
    with open_radio(tmp_path, tree=tree) as radio:
        [row] = radio.guard(at=SECOND).as_dict()["guardrails"]

    assert (row["status"], row["since"]) == ("firing", "2026-03-30")
    assert row["trade"]["text"] == SENTENCE


def test_refresh_keeps_what_is_ongoing_and_ends_it_when_it_is_over(tmp_path: Path) -> None:
    with open_radio(tmp_path, weeks=14) as radio:
        radio.refresh()
        [going_on] = radio.state.episodes.read(ongoing=True)
    with open_radio(tmp_path) as radio:
        radio.refresh()
        [over] = radio.state.episodes.read()

    assert (going_on.rule, going_on.began_on, going_on.last_on, going_on.over_on) == (
        RuleKind.CONDITION,
        BEGAN,
        SECOND,
        None,
    )
    assert (over.began_on, over.last_on, over.over_on) == (BEGAN, SECOND, OVER)


def test_state_that_is_built_anew_holds_the_same_episodes(tmp_path: Path) -> None:
    kept = []
    for name, weeks in (("grown", (12, 13, 14, 15, 16)), ("anew", (16,))):
        for count in weeks:
            with open_radio(tmp_path / name, weeks=count) as radio:
                radio.refresh()
                episodes = radio.state.episodes.read()
        kept.append(episodes)

    assert len(kept[0]) == 1
    assert kept[0] == kept[1]


def test_day_that_begins_no_period_is_refused(tmp_path: Path) -> None:
    with open_radio(tmp_path) as radio, pytest.raises(QueryError, match="not the first day"):
        radio.guard(at=date(2026, 3, 31))

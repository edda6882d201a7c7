"""Days on which data are not as usual."""

from __future__ import annotations

from datetime import date, timedelta

from beichen.judgement.data_incidents import empty_runs, lacking_runs, runs_of

DAYS = [date(2026, 3, 1) + timedelta(days=n) for n in range(60)]


def test_days_on_end_are_one_run() -> None:
    assert runs_of([DAYS[4], DAYS[2], DAYS[3], DAYS[9]]) == [(DAYS[2], DAYS[4]), (DAYS[9], DAYS[9])]


def test_shop_that_is_closed_on_sundays_has_no_incident_every_week() -> None:
    assert empty_runs({day for day in DAYS if day.weekday() != 6}) == []
    assert empty_runs({day for day in DAYS if day != DAYS[30]}) == [(DAYS[30], DAYS[30])]


def test_history_of_less_than_four_weeks_tells_nothing() -> None:
    assert empty_runs({day for day in DAYS[:27] if day != DAYS[9]}) == []
    assert lacking_runs(dict.fromkeys(DAYS[:27], 100), {DAYS[3]: 90}) == []


def test_share_that_is_usual_is_no_incident_and_five_times_as_much_is() -> None:
    rows = dict.fromkeys(DAYS, 1000)
    usual = dict.fromkeys(DAYS, 30)

    assert lacking_runs(rows, usual | {DAYS[5]: 140}) == []
    assert lacking_runs(rows, usual | {DAYS[5]: 160, DAYS[6]: 400}) == [(DAYS[5], DAYS[6])]
    assert lacking_runs(rows, {DAYS[5]: 10}) == []  # 1 %
    assert lacking_runs(rows, {DAYS[5]: 11}) == [(DAYS[5], DAYS[5])]

"""Which country's holidays count, and on which days they fall."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from beichen.domain.project import Project
from beichen.domain.time import Calendar
from beichen.errors import ProjectError
from beichen.project.holidays import country_of, is_known, read_days_off
from beichen.project.read import read_project


def project(timezone: str, holidays: str | None = None) -> Project:
    return Project(Path(), "a shop", Calendar(timezone), "en", "duckdb", "duckdb", holidays=holidays)


@pytest.mark.parametrize(
    ("timezone", "country"),
    [
        ("Asia/Shanghai", "CN"),
        ("Asia/Hong_Kong", "HK"),
        ("Europe/London", "GB"),
        ("America/New_York", "US"),
        ("UTC", None),
        ("Etc/GMT+5", None),
    ],
)
def test_without_a_setting_the_country_is_the_timezones(timezone: str, country: str | None) -> None:
    assert country_of(project(timezone)) == country


def test_a_setting_goes_before_the_timezone() -> None:
    assert country_of(project("Asia/Shanghai", "SG")) == "SG"
    assert country_of(project("Asia/Shanghai", "none")) is None


def test_chinas_national_day_is_one_break_with_its_weekend_and_days_in_lieu() -> None:
    found = read_days_off("CN", date(2025, 1, 1), date(2025, 12, 31))

    assert {day.day: found.rests.get(day) for day in (date(2025, 10, at) for at in range(1, 10))} == {
        1: "National Day",
        2: "National Day",
        3: "National Day",
        4: "National Day",  # a Saturday
        5: "National Day",
        6: "Mid-Autumn Festival",
        7: "Mid-Autumn Festival",  # in lieu of 28 September
        8: "Mid-Autumn Festival",
        9: None,
    }


def test_chinas_made_up_days_are_working_days() -> None:
    found = read_days_off("CN", date(2025, 1, 1), date(2025, 12, 31))

    made_up = {day for day in found.works if day.year == 2025}
    assert made_up == {
        date(2025, 1, 26),
        date(2025, 2, 8),
        date(2025, 4, 27),
        date(2025, 9, 28),
        date(2025, 10, 11),
    }
    assert not made_up & set(found.rests)


def test_an_observed_day_has_its_holidays_name() -> None:
    found = read_days_off("GB", date(2020, 12, 1), date(2020, 12, 31))

    assert found.rests[date(2020, 12, 28)] == "Boxing Day"  # the 26th was a Saturday


def test_names_do_not_depend_on_the_machines_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "zh_CN")

    assert read_days_off("CN", date(2019, 1, 1), date(2019, 1, 31)).rests[date(2019, 1, 1)] == "New Year's Day"


def test_weekends_are_the_countrys_own() -> None:
    assert read_days_off("SA", date(2025, 1, 1), date(2025, 1, 31)).weekend == {4, 5}


def test_no_country_has_no_days_off() -> None:
    assert read_days_off(None, date(2025, 1, 1), date(2025, 12, 31)).rests == {}


def test_parts_of_countries_are_known() -> None:
    assert [is_known(code) for code in ("CN", "US-CA", "US-XX", "XX", "China")] == [True, True, False, False, False]


def test_a_country_that_is_not_known_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "beichen.yml").write_text("version: 1\ntimezone: Asia/Shanghai\nholidays: CHINA\n", encoding="utf-8")

    with pytest.raises(ProjectError) as refused:
        read_project(tmp_path)

    assert "no holidays are known of 'CHINA'" in str(refused.value)
    assert refused.value.where is not None and refused.value.where.line == 3
    assert "`none`" in (refused.value.hint or "")


def test_a_project_keeps_what_it_wrote(tmp_path: Path) -> None:
    (tmp_path / "beichen.yml").write_text("version: 1\nholidays: US-CA\n", encoding="utf-8")

    assert read_project(tmp_path).holidays == "US-CA"

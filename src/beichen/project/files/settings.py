"""beichen.yml: what a project is called, its calendar, where its data are kept, its teams and people."""

from __future__ import annotations

import re
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from beichen.domain.project import Person, Team
from beichen.domain.text import Text
from beichen.domain.time import WEEKDAYS, Calendar
from beichen.errors import Where, did_you_mean
from beichen.project.holidays import NONE, is_known
from beichen.project.names import Names
from beichen.project.shape import Shape
from beichen.project.written import Name, Words

# Names that sqlglot knows.
DIALECTS = (
    "athena",
    "bigquery",
    "clickhouse",
    "databricks",
    "doris",
    "duckdb",
    "hive",
    "mysql",
    "oracle",
    "postgres",
    "presto",
    "redshift",
    "snowflake",
    "spark",
    "sqlite",
    "starrocks",
    "teradata",
    "trino",
    "tsql",
)
_WAREHOUSE = re.compile(r"duckdb|(postgres|postgresql|clickhouse|spark)://\S+")

EXAMPLE = """\
version: 1
name: Lumen Music
timezone: Asia/Shanghai
week_start: monday
locale: zh
warehouse: duckdb                 # duckdb | postgres://… | clickhouse://… | spark://…
north_star: weekly_engaged_listeners
teams: [{id: growth, label: 增长}, {id: content, label: {en: Content, zh: 内容}}]
people:
  - {id: lin, name: 林晓, team: growth, email: lin@example.com}
  - {id: qiao, name: 乔安, team: content}
"""


class TeamShape(Shape):
    noun: ClassVar[str] = "a team"

    id: Name = Field(description="What people refer to it by.")
    label: Words | None = Field(default=None, description="The name that people read.")


class PersonShape(Shape):
    noun: ClassVar[str] = "a person"

    id: Name = Field(description="What `owner` refers to.")
    name: Name = Field(description="The person's name.")
    team: Name | None = Field(default=None, description="The id of their team.")
    email: Name | None = Field(default=None, description="Where alerts and reviews are sent.")


class SettingsShape(Shape):
    """What the project is called, its calendar, where its data are kept, its teams and people."""

    noun: ClassVar[str] = "beichen.yml"

    version: Literal[1] = Field(default=1, description="The version of these files' format.")
    name: Name | None = Field(default=None, description="The product or company; the folder's name where it is absent.")
    timezone: Name = Field(
        default="UTC", description="IANA name of the zone in which days begin.", examples=["Asia/Shanghai"]
    )
    week_start: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] = Field(
        default="monday", description="The day on which weeks begin."
    )
    holidays: Name | None = Field(
        default=None,
        description="The country whose holidays count when it is judged whether a metric moved: a code such as `CN`, "
        "`GB` or `US-CA`, or `none`. Absent: the country of the timezone; none for `UTC`.",
        examples=["CN"],
    )
    locale: Literal["en", "zh"] = Field(
        default="en", description="The language of sentences and the board until a reader chooses."
    )
    warehouse: Name = Field(
        default="duckdb",
        description="`duckdb`, or the URL of a database; `${VAR}` is filled from the environment.",
        examples=["duckdb", "postgres://${PGUSER}:${PGPASSWORD}@db.example.com/lumen"],
    )
    dialect: Name = Field(
        default="duckdb", description="The SQL dialect in which the project's expressions are written."
    )
    north_star: Name | None = Field(default=None, description="The one metric that every other turns round.")
    teams: list[TeamShape] = Field(default_factory=list, description="The parts of the company.")
    people: list[PersonShape] = Field(default_factory=list, description="Those who can own a metric or a goal.")


def resolve_settings(shape: SettingsShape, names: Names) -> Calendar:
    """Check the settings, note teams and people, and return the calendar."""
    _check_choices(shape, names)
    check_zone(shape.timezone, shape.at("timezone"), names)
    for team in shape.teams:
        _check_new(team.id, team.at("id"), names)
        names.teams[team.id] = Team(team.id, team.label or Text.same(team.id), team.at())
    for person in shape.people:
        _check_new(person.id, person.at("id"), names)
        if person.team is not None:
            names.check_team(person.team, person.at("team"))
        names.people[person.id] = Person(person.id, person.name, person.team, person.email, person.at())
    return Calendar(shape.timezone, WEEKDAYS.index(shape.week_start))


def check_zone(zone: str, where: Where, names: Names) -> None:
    """A timezone must be one that this machine knows."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        from zoneinfo import available_timezones

        hint = did_you_mean(zone, available_timezones()) or "write an IANA name such as Asia/Shanghai or Europe/London"
        names.problems.add(f"timezone {zone!r} is not known", where, hint)


def _check_choices(shape: SettingsShape, names: Names) -> None:
    if shape.holidays is not None and shape.holidays != NONE and not is_known(shape.holidays):
        hint = "write the code of a country or of its part, such as CN, GB or US-CA, or `none`"
        names.problems.add(f"no holidays are known of {shape.holidays!r}", shape.at("holidays"), hint)
    if shape.dialect not in DIALECTS:
        hint = did_you_mean(shape.dialect, DIALECTS) or "known: " + ", ".join(DIALECTS)
        names.problems.add(f"dialect {shape.dialect!r} is not known", shape.at("dialect"), hint)
    if not _WAREHOUSE.fullmatch(shape.warehouse):
        # The URL may hold a password: an error must not repeat it.
        kind = shape.warehouse.split(":")[0]
        names.problems.add(
            f"warehouse {kind!r} is not known",
            shape.at("warehouse"),
            did_you_mean(kind, ("duckdb", "postgres", "clickhouse", "spark"))
            or "write duckdb, or postgres://…, clickhouse://…, spark://…",
        )


def _check_new(name: str, where: Where, names: Names) -> None:
    known = names.teams.get(name) or names.people.get(name)
    if known is not None:
        names.problems.add(f"the id {name!r} is given twice", where, f"first at {known.where}")

"""The simulation as DuckDB runs it: days and settings put in, effects of incidents as macros, queries from `sql/`."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random

import duckdb

from beichen.sources.demo.holidays import holidays_between
from beichen.sources.demo.incidents import ADDED_EFFECTS, EFFECTS, Incident
from beichen.sources.demo.timeline import RELEASE_EVERY, Timeline

GENRES = (
    ("pop",) * 11
    + ("folk",) * 5
    + ("hip_hop",) * 4
    + ("soundtrack",) * 4
    + ("rock",) * 3
    + ("electronic",) * 2
    + ("classical",) * 2
    + ("children",)
)
# Starts of the app by hour, from midnight: the way to work, the way home, the evening.
WEEKDAY_HOURS = (5, 2, 1, 1, 1, 3, 12, 34, 44, 26, 20, 21, 30, 24, 20, 20, 23, 36, 48, 40, 38, 42, 38, 16)
WEEKEND_HOURS = (8, 4, 2, 1, 1, 2, 5, 11, 20, 30, 36, 34, 34, 36, 38, 38, 36, 34, 34, 38, 44, 46, 42, 22)
WEEKDAYS = (0.99, 1.0, 1.0, 1.005, 1.03, 0.98, 0.94)  # listening, from Monday
BUSY_WEEKDAYS = (1.0, 1.0, 1.0, 1.0, 1.03, 1.16, 1.13)  # plays in a session
SIGN_UP_WEEKDAYS = (0.96, 0.94, 0.95, 0.97, 1.02, 1.12, 1.06)
USUAL_DAYS_TO_MUTE = 3000
_FIRST_MINUTE, _LAST_MINUTE = 30, 1410  # nobody starts the app at midnight, so a sign-up fits before


@dataclass(frozen=True, slots=True)
class Piece:
    """One month of one block of listeners."""

    first_day: date
    last_day: date
    block: int
    first_listener: int
    last_listener: int


@dataclass(frozen=True, slots=True)
class Simulation:
    """What is to be simulated."""

    timeline: Timeline
    incidents: Sequence[Incident]
    users: int
    seed: int

    def prepare(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Set the stage: macros, days, and everyone who ever signs up."""
        self._set_variables(connection)
        connection.execute(statement("macros"))
        connection.execute("\n".join(_effect_macro(effect, self.timeline, self.incidents) for effect in EFFECTS))
        self._add_days(connection)
        connection.execute(statement("listeners"))

    def pieces(self, listeners_at_once: int) -> list[Piece]:
        """The simulation in pieces that can be lived through alone: a month of a block of listeners."""
        blocks = list(enumerate(range(1, self.users + 1, listeners_at_once), start=1))
        return [
            Piece(first, last, number, start, start + listeners_at_once - 1)
            for first, last in self.timeline.months()
            for number, start in blocks
        ]

    def live_through(self, connection: duckdb.DuckDBPyConnection, piece: Piece) -> None:
        """Fill `user_days` and `sessions` for a piece; the connection is a cursor of the one that was prepared."""
        self._set_variables(connection)
        bounds = {
            "from_n": self.timeline.index(piece.first_day),
            "to_n": self.timeline.index(piece.last_day),
            "block_from": piece.first_listener,
            "block_to": piece.last_listener,
        }
        for name, value in bounds.items():
            connection.execute(f"set variable {name} = {value:d}")
        connection.execute(statement("user_days"))
        connection.execute(statement("sessions"))

    def _set_variables(self, connection: duckdb.DuckDBPyConnection) -> None:
        for name, value in self._settings().items():
            connection.execute(f"set variable {name} = ?", [value])

    def _settings(self) -> dict[str, object]:
        timeline = self.timeline
        experiment = self._window("playlist_prompt")
        mute_from, mute_to = self._window("daily_push_campaign")
        hazard = self._effect("daily_push_campaign", "unsubscribing") - 1
        return {
            "salt": int.from_bytes(hashlib.sha256(f"beichen demo {self.seed}".encode()).digest()[:8]) >> 2,
            "users": self.users,
            "first_day": timeline.first_day,
            "first_day_number": (timeline.first_day - date(1970, 1, 1)).days,
            "last_n": timeline.days - 1,
            "release_phase": timeline.index(timeline.newest_release) - RELEASE_EVERY * timeline.newest_version,
            "version_names": [timeline.version_name(number) for number in range(timeline.newest_version + 2)],
            "genres": list(GENRES),
            "weekday_minutes": _minutes(WEEKDAY_HOURS),
            "weekend_minutes": _minutes(WEEKEND_HOURS),
            "experiment_from": experiment[0],
            "experiment_to": experiment[1],
            "mute_from": mute_from,
            "mute_share": 1 - math.exp(-(mute_to - mute_from + 1) * hazard / USUAL_DAYS_TO_MUTE),
            "student_from": self._window("student_plan")[0],
        }

    def _window(self, name: str) -> tuple[int, int]:
        """First and last day of an incident by number; days that never come when it is not planted."""
        for incident in self.incidents:
            if incident.name == name:
                last = incident.last_day or self.timeline.until
                return self.timeline.index(incident.first_day), self.timeline.index(last)
        return self.timeline.days + 1, self.timeline.days

    def _effect(self, name: str, effect: str) -> float:
        return next((i.effects[effect] for i in self.incidents if i.name == name), 1.0)

    def _add_days(self, connection: duckdb.DuckDBPyConnection) -> None:
        rows = list(_days(self.timeline, Random(self.seed)))
        columns = {name: [row[name] for row in rows] for name in rows[0]}
        picked = ", ".join(f"unnest(${name}) as {name}" for name in columns)
        connection.execute(f"create table days as select {picked}", columns)


def statement(name: str) -> str:
    """The text of `sql/<name>.sql`."""
    return _read(name)


def statements_once() -> Mapping[str, str]:
    """The tables that are written once, and their queries."""
    parts = re.split(r"^-- table: (\w+)\n", _read("once"), flags=re.MULTILINE)[1:]
    return {name: text.strip().rstrip(";") for name, text in zip(parts[::2], parts[1::2], strict=True)}


@cache
def _read(name: str) -> str:
    return files("beichen.sources.demo").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def _effect_macro(effect: str, timeline: Timeline, incidents: Iterable[Incident]) -> str:
    """How much an effect is changed for a day and segment, as a macro: factors multiply, shares add."""
    added = effect in ADDED_EFFECTS
    terms = [
        f"case when {_condition(incident, timeline)} then {incident.effects[effect]} else {0 if added else 1} end"
        for incident in incidents
        if effect in incident.effects
    ]
    body = (" + " if added else " * ").join(terms) or ("0" if added else "1")
    return f"create macro effect_{effect}(n, region, device, version, channel, variant) as {body};"


def _condition(incident: Incident, timeline: Timeline) -> str:
    last = incident.last_day or timeline.until
    tests = [f"n between {timeline.index(incident.first_day)} and {timeline.index(last)}"]
    for dimension, value in incident.segment.items():
        if dimension == "app_version":
            tests.append(f"version = {timeline.newest_version}")
        else:
            tests.append(f"{dimension} = '{value}'")
    return " and ".join(tests)


def _days(timeline: Timeline, chance: Random) -> Iterable[dict[str, object]]:
    """Each day with what it does to everyone: weekday, season, holiday, and a little of its own."""
    holidays = holidays_between(timeline.first_day, timeline.until)
    week_noise = [chance.gauss(0, 0.010) for _ in range(timeline.days // 7 + 2)]
    for n in range(timeline.days):
        day = timeline.first_day + timedelta(days=n)
        weekday = day.weekday()
        holiday = holidays.get(day)
        # Longest days in July, when pupils and students are free.
        season = 1 + 0.025 * math.cos(2 * math.pi * (day.timetuple().tm_yday - 205) / 365.25)
        usual = WEEKDAYS[weekday] * season
        yield {
            "n": n,
            "weekend": weekday >= 5,
            "busy": BUSY_WEEKDAYS[weekday],
            "big_cities": usual * (holiday.big_cities if holiday else 1),
            "small_cities": usual * (holiday.small_cities if holiday else 1),
            "sign_ups": SIGN_UP_WEEKDAYS[weekday] * (holiday.sign_ups if holiday else 1) * (1 + chance.gauss(0, 0.07)),
            "noise": 1 + week_noise[(n + timeline.first_day.weekday()) // 7] + chance.gauss(0, 0.010),
        }


def _minutes(weights: Sequence[int]) -> list[int]:
    """The minute of the day at each 1,024th of the day's starts."""
    minute_weights = [weights[minute // 60] if _FIRST_MINUTE <= minute <= _LAST_MINUTE else 0 for minute in range(1440)]
    total = sum(minute_weights)
    found: list[int] = []
    reached = 0
    for minute, weight in enumerate(minute_weights):
        reached += weight
        while len(found) < 1024 and (len(found) + 0.5) / 1024 * total <= reached:
            found.append(minute)
    return found

"""What repeats at each grain, and how fast the past is forgotten there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from beichen.domain.time import Grain


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The constants of one grain; a period is its unit of time.

    Attributes:
        season: periods after which a pattern repeats within the year; 1 is none.
        year: periods in a year, whole seasons of them.
        year_half: a year ago is read off the mean of so many periods on either side.
        least: whole periods that must lie before the first range.
        run: so many periods in a row far out on one side are a new level, no longer an incident.
        memory: periods in which past errors lose most of their say in which smoother is trusted.
        forgetting: weight of the newest error in the usual size of errors.
        window: standardised errors that calibrate the range.
    """

    season: int
    year: int
    year_half: int
    least: int
    run: int
    memory: int
    forgetting: float
    window: int


RHYTHMS: Mapping[Grain, Rhythm] = {
    Grain.DAY: Rhythm(season=7, year=364, year_half=3, least=28, run=4, memory=60, forgetting=1 / 30, window=250),
    Grain.WEEK: Rhythm(season=1, year=52, year_half=0, least=8, run=3, memory=30, forgetting=1 / 8, window=104),
    Grain.MONTH: Rhythm(season=1, year=12, year_half=0, least=12, run=3, memory=18, forgetting=1 / 10, window=60),
    Grain.QUARTER: Rhythm(season=1, year=4, year_half=0, least=8, run=3, memory=12, forgetting=1 / 8, window=40),
    Grain.YEAR: Rhythm(season=1, year=1, year_half=0, least=6, run=3, memory=8, forgetting=1 / 6, window=20),
}

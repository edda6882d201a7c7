"""How a series moved into the same period of the years before."""

from __future__ import annotations

from dataclasses import dataclass

from beichen.judgement.rhythm import Rhythm


@dataclass(frozen=True, slots=True)
class Echo:
    """A movement that may come again.

    Attributes:
        usual: as far as it was no larger than errors are.
        beyond: what went beyond in both of the last two years, as far as they agree; half of
            what did in the only year there is.
        doubtful: what went beyond in that year: a yearly event, or an incident?
    """

    usual: float = 0.0
    beyond: float = 0.0
    doubtful: float = 0.0


class Years:
    """Remembers a series as it was, and as it would have been without incidents; both without holidays."""

    def __init__(self, rhythm: Rhythm) -> None:
        self._year, self._half = rhythm.year, rhythm.year_half
        self._whole: list[float | None] = []
        self._clean: list[float | None] = []

    def add(self, whole: float | None, clean: float | None) -> None:
        """The next period; None for one that was not seen."""
        self._whole.append(whole)
        self._clean.append(clean)

    def echo(self, at: int) -> Echo:
        """What the movement into period `at` is likely to be, by the two years before it."""
        years = [found for back in (1, 2) if (found := self._movement(at - back * self._year)) is not None]
        if not years:
            return Echo()
        usual = sum(clean for clean, _ in years) / len(years)
        beyond = [rest for _, rest in years]
        if len(beyond) == 1:
            return Echo(usual, beyond[0] / 2, beyond[0])
        agreed = min(beyond, key=abs) if beyond[0] * beyond[1] > 0 else 0.0
        return Echo(usual, agreed)

    def _movement(self, at: int) -> tuple[float, float] | None:
        """The usual movement into a period and what went beyond it; by the means of the periods on either side."""
        new, old = at + self._half, at - self._half - 1
        if old < 0 or new >= len(self._clean):
            return None
        ends = self._clean[new], self._clean[old], self._whole[new], self._whole[old]
        if ends[0] is None or ends[1] is None or ends[2] is None or ends[3] is None:
            return None
        clean, whole = ends[0] - ends[1], ends[2] - ends[3]
        return clean / (2 * self._half + 1), (whole - clean) / (2 * self._half + 1)

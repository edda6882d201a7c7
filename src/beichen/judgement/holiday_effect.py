"""What holidays did to a metric so far: the mean effect of all, and each one's own difference from it."""

from __future__ import annotations

from dataclasses import dataclass

SMALLEST_SHARE = 0.15  # of a period; a holiday on less of it teaches little, and divides by next to nothing
FARTHEST = 8.0  # spreads; beyond it something else happened on the holiday
UNKNOWN_SPREAD = 2.0  # spreads by which the first holiday may deviate
REMEMBERED = 10  # holidays


@dataclass(slots=True)
class _Own:
    """One holiday's mean effect, and how often it was seen."""

    mean: float = 0.0
    seen: int = 0


class HolidayEffects:
    """Learns from one holiday after the other; on a noise scale, per whole period of holiday."""

    def __init__(self) -> None:
        self._mean = 0.0
        self._seen = 0
        self._miss: float | None = None  # mean square of what was foretold wrongly
        self._own: dict[str, _Own] = {}

    def expect(self, name: str, share: float, spread: float) -> tuple[float, float]:
        """The effect on a period of which `share` is that holiday, and the variance that it adds."""
        own = self._own.get(name, _Own())
        miss = (UNKNOWN_SPREAD * spread) ** 2 if self._miss is None else self._miss
        return share * self._known(own), share * share * miss / (1 + own.seen)

    def learn(self, name: str, share: float, deviation: float, spread: float) -> float:
        """Take in what the period deviated by, and return the effect as it is known now."""
        part = max(abs(share), SMALLEST_SHARE) * (1 if share >= 0 else -1)
        limit = abs(FARTHEST * spread / part)
        seen = min(max(deviation / part, -limit), limit)
        own = self._own.setdefault(name, _Own())
        missed = (seen - self._known(own)) ** 2
        weight = 1 / min(self._seen + 1, REMEMBERED)
        self._miss = missed if self._miss is None else self._miss + (missed - self._miss) * weight
        # as if two holidays without effect had been seen before the first
        self._mean += (seen - self._mean) / (self._seen + 2)
        self._seen += 1
        own.seen += 1
        own.mean += (seen - own.mean) / own.seen
        return share * self._known(own)

    def _known(self, own: _Own) -> float:
        """Between the effect of all and the holiday's own, which counts more the oftener it was seen."""
        return self._mean + (own.mean - self._mean) * own.seen / (own.seen + 1)

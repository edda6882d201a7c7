"""The store of episodes: when guardrails fired, kept as far as history ever reached."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, insert, select, update

from beichen.domain.episode import Episode, RuleKind, Trade
from beichen.domain.time import Grain
from beichen.state import tables
from beichen.state.database import Database


@dataclass(frozen=True, slots=True)
class Guarded:
    """One rule of one guardrail: whose episodes are looked at together."""

    metric: str
    watches: str
    rule: RuleKind


class Episodes:
    """Every rule's episodes, by the day on which they began."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def replace(self, of: Guarded, episodes: Sequence[Episode], *, reaches_to: date) -> bool:
        """Save a rule's episodes in place of those that began on `reaches_to` or later; older ones are history.

        What is kept already is left alone: nobody is told of a change that is none.

        Returns:
            Whether anything was written.

        Raises:
            StateError: the store is locked, full or cannot be written.
        """
        known = [episode for episode in self.read(of) if episode.began_on >= reaches_to]
        if known == list(episodes):
            return False
        with self._database.write() as connection:
            _save(connection, of, known, episodes)
        return True

    def read(self, of: Guarded | None = None, *, metric: str | None = None, ongoing: bool = False) -> list[Episode]:
        """Episodes in the order in which they began: of one rule, of all that have a metric on either side, or of all.

        Args:
            ongoing: only those that go on.
        """
        table = tables.episodes
        query = select(table).order_by(table.c.began_on, table.c.metric, table.c.watches, table.c.rule)
        if of is not None:
            query = query.where(_is(of))
        if metric is not None:
            query = query.where((table.c.metric == metric) | (table.c.watches == metric))
        if ongoing:
            query = query.where(table.c.over_on.is_(None))
        with self._database.read() as connection:
            return [_read_row(row) for row in connection.execute(query)]


def _save(connection: Connection, of: Guarded, known: Sequence[Episode], episodes: Sequence[Episode]) -> None:
    table, now = tables.episodes, datetime.now(UTC)
    before = {episode.began_on: episode for episode in known}
    after = {episode.began_on: episode for episode in episodes}
    for day in before.keys() - after.keys():
        connection.execute(delete(table).where(_is(of), table.c.began_on == day))
    for day, episode in after.items():
        if day not in before:
            connection.execute(insert(table).values(**_as_row(episode), first_seen_at=now))
        elif before[day] != episode:
            connection.execute(update(table).where(_is(of), table.c.began_on == day).values(**_as_row(episode)))


def _is(of: Guarded) -> Any:
    table = tables.episodes
    return and_(table.c.metric == of.metric, table.c.watches == of.watches, table.c.rule == of.rule.value)


def _as_row(episode: Episode) -> dict[str, Any]:
    return {
        "metric": episode.metric,
        "watches": episode.watches,
        "rule": episode.rule.value,
        "began_on": episode.began_on,
        "grain": episode.grain.value,
        "last_on": episode.last_on,
        "over_on": episode.over_on,
        "trade": None if episode.trade is None else json.dumps(asdict(episode.trade), ensure_ascii=False),
    }


def _read_row(row: Row[Any]) -> Episode:
    trade = None if row.trade is None else Trade(**json.loads(row.trade))
    rule, grain = RuleKind(row.rule), Grain(row.grain)
    return Episode(row.metric, row.watches, rule, grain, row.began_on, row.last_on, row.over_on, trade)

"""A kiosk whose every day is written down, so that each answer is known beforehand.

Weeks begin on Monday 2 March 2026. A usual week has on each day 100 visits, 60 of them by `app` and
40 by `web`, and 20 orders (12 and 8); a wobble of one or two visits makes a history with some noise.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from beichen.workspace.open import Workspace, open_workspace

FIRST = date(2026, 3, 2)
WEEKS = 30
LAST = FIRST + timedelta(weeks=WEEKS - 1)  # the Monday of the last week

Sold = tuple[int, int]  # visits and orders
Sell = Callable[[int, int, str, Sold], Sold | None]
"""What is sold in a week (-1 is the last) on a day of it (0 is Monday) by a channel instead of the usual; None is no row."""

FILES = {
    "beichen.yml": "version: 1\nname: Kiosk\ntimezone: Europe/London\npeople: [{id: mo, name: Mo Okafor}]\n",
    "sources/files.yml": "sources: [{name: days, type: file, path: data/days.csv}]\n",
    "models/days.yml": """\
semantic_models:
  - name: days
    table: days
    time: {column: day}
    entities: [{name: buyer, expr: buyer}]
    dimensions: [{name: channel, expr: channel, scope: event}]
""",
    "metrics/days.yml": """\
metrics:
  - {name: orders, label: {en: Orders, zh: 订单数}, role: north_star, owner: mo, type: simple, model: days, agg: sum, expr: orders, grain: week, good: up}
  - {name: visits, label: {en: Visits, zh: 访问数}, role: input, owner: mo, type: simple, model: days, agg: sum, expr: visits, grain: week, good: up}
  - {name: order_rate, label: {en: Order rate, zh: 下单率}, role: key_result, owner: mo, type: ratio, numerator: orders, denominator: visits, grain: week, unit: share, good: up}
  - {name: regulars, label: {en: Regulars, zh: 常客}, role: input, owner: mo, type: threshold, model: days, entity: buyer, having: {days: {agg: count_distinct, expr: day}}, where: days >= 3, grain: week}
  - {name: back, role: input, owner: mo, type: retention, model: days, entity: buyer, offset: 1, grain: week}
  - {name: back_doubled, role: input, owner: mo, type: derived, formula: back * 2, grain: week}
  - {name: new_regulars, role: input, owner: mo, type: lifecycle, of: regulars, state: new, grain: week}
  - {name: score, role: input, owner: mo, type: index, grain: week, components: [{metric: orders, weight: 1, zero: 0, hundred: 200}]}
  - {name: so_far, role: input, owner: mo, type: cumulative, model: days, agg: sum, expr: orders, window: all, grain: week}
  - {name: monthly_visits, label: {en: Monthly visits, zh: 月访问数}, role: input, owner: mo, type: simple, model: days, agg: sum, expr: visits, grain: month}
  - {name: late, label: {en: Orders over visits, zh: 订单访问比}, role: guardrail, owner: mo, type: ratio, numerator: orders, denominator: visits, grain: week, unit: share}
""",
    "tree.yml": """\
north_star: orders
drivers:
  orders: {identity: visits * order_rate}
guardrails:
  - {metric: late, watches: orders, limit: "< 30%"}
""",
}


def usual(week: int, day: int, channel: str) -> Sold:
    wobble = (week * 7 + week * week) % 5 - 2
    visits, orders = (60, 12) if channel == "app" else (40, 8)
    return visits + (wobble if channel == "app" else 0), orders + (wobble if day == 3 and channel == "app" else 0)


def open_kiosk(folder: Path, sell: Sell | None = None, *, weeks: int = WEEKS) -> Workspace:
    """The kiosk with `sell` telling what was sold on the days that were not as usual."""
    rows = ["day,buyer,channel,visits,orders"]
    for week in range(weeks):
        for day in range(7):
            for channel in ("app", "web"):
                sold = usual(week, day, channel)
                sold = sell(week - weeks, day, channel, sold) if sell else sold
                on = FIRST + timedelta(weeks=week, days=day)
                rows += [f"{on},{channel} {day % 2},{channel},{sold[0]},{sold[1]}"] if sold else []
    for file, text in {**FILES, "data/days.csv": "\n".join(rows) + "\n"}.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8")
    return open_workspace(folder)

"""For each rule: what misleads, and what only looks like it."""

from __future__ import annotations

import re
from typing import NamedTuple

from beichen.domain.finding import Severity
from beichen.errors import Where


class Case(NamedTuple):
    """Changes to the sound project, and where the rule then finds something."""

    changes: tuple[tuple[str, str, str], ...]
    severity: Severity
    where: Where
    message: str


def spoil(*changes: tuple[str, str, str], severity: Severity, at: str, message: str) -> Case:
    file, line = at.split(":")
    return Case(changes, severity, Where(file, int(line)), message)


def star(metric: str, at: int, message: str) -> Case:
    """Another metric, on line 17, as North Star."""
    name = re.split(r"[:,]", metric)[1].strip()
    return spoil(
        ("metrics/base.yml", "unit: share}\n", f"unit: share}}\n  - {metric}\n"),
        ("beichen.yml", "north_star: engaged", f"north_star: {name}"),
        ("tree.yml", "north_star: engaged", f"north_star: {name}"),
        ("tree.yml", "watches: engaged", f"watches: {name}"),
        severity=Severity.WARNING,
        at=f"metrics/base.yml:{at}",
        message=message,
    )


WARNING, NOTE, ERROR = Severity.WARNING, Severity.NOTE, Severity.ERROR
BASE, TREE = "metrics/base.yml", "tree.yml"
ACTIVE_UNIT = "agg: count_distinct, expr: user_id, unit: listeners}"

BAD: dict[str, list[Case]] = {
    "north-star-financial": [
        star(
            "{name: it, value: v, owner: lin, type: simple, model: plays, agg: sum, expr: x, unit: CNY}",
            17,
            "The North Star it counts money",
        ),
        star(
            "{name: it, value: v, owner: lin, type: simple, model: plays, agg: sum, expr: x, role: outcome}",
            17,
            "counts money",
        ),
        star(
            "{name: it, value: v, owner: lin, type: simple, model: plays, agg: sum, expr: paid_amount}",
            17,
            "counts money",
        ),
        star(
            "{name: it, label: 月营收, value: v, owner: lin, type: simple, model: plays, agg: sum, expr: x}",
            17,
            "counts money",
        ),
        star(
            "{name: it, label: GMV per week, value: v, owner: lin, type: cumulative, model: plays, agg: sum, expr: x, window: 7 days}",
            17,
            "counts money",
        ),
        star(
            "{name: it, value: v, owner: lin, type: simple, model: plays, agg: avg, expr: x, unit: 万元}",
            17,
            "counts money",
        ),
    ],
    "north-star-cumulative": [
        star(
            "{name: it, value: v, owner: lin, type: cumulative, model: plays, agg: count_distinct, expr: user_id, window: all}",
            17,
            "it only ever grows",
        ),
        star(
            "{name: it, value: v, owner: lin, type: cumulative, model: plays, agg: count, filter: x, to_date: year}",
            17,
            "only ever grows",
        ),
    ],
    "north-star-vanity": [
        star(
            "{name: it, label: Page views, value: v, owner: lin, type: simple, model: plays, agg: count}",
            17,
            "it) counts “page views”",
        ),
        star(
            "{name: it, label: {zh: 累计注册用户}, value: v, owner: lin, type: simple, model: plays, agg: count_distinct, expr: user_id}",
            17,
            "counts “注册”",
        ),
        star(
            "{name: it, owner: lin, type: simple, model: plays, agg: count_distinct, expr: user_id, filter: \"event = 'sign_up'\"}",
            17,
            "counts “sign up”",
        ),
        star(
            "{name: it, owner: lin, type: simple, model: plays, agg: count}",
            17,
            "it counts whatever happened in `plays`",
        ),
    ],
    "north-star-missing": [
        spoil(
            ("beichen.yml", "north_star: engaged\n", ""),
            (TREE, "*", ""),
            severity=WARNING,
            at="beichen.yml:1",
            message="names no North Star",
        ),
    ],
    "north-star-without-value": [
        spoil(
            (BASE, "    value: Music fits their day.\n", ""),
            severity=WARNING,
            at="metrics/base.yml:2",
            message="engaged states no user value",
        ),
    ],
    "north-star-without-guardrail": [
        spoil(
            (TREE, "watches: engaged,", "watches: active,"),
            severity=WARNING,
            at="tree.yml:1",
            message="No guardrail watches the North Star engaged",
        ),
    ],
    "north-star-role": [
        spoil(
            (BASE, "    type: threshold", "    role: key_result\n    type: threshold"),
            severity=WARNING,
            at="metrics/base.yml:2",
            message="but has the role key_result",
        ),
    ],
    "metric-without-owner": [
        spoil(
            (BASE, "{name: back, owner: lin,", "{name: back,"),
            severity=WARNING,
            at="metrics/base.yml:16",
            message="back has no owner",
        ),
    ],
    "too-many-drivers": [
        spoil(
            (
                TREE,
                "    influences:\n",
                "    influences:\n" + "".join(f"      - {{metric: m{i}, because: x}}\n" for i in range(7)),
            ),
            (
                "metrics/more.yml",
                "*",
                "metrics:\n"
                + "".join(
                    f"  - {{name: m{i}, owner: lin, type: simple, model: plays, agg: count, filter: x = {i}}}\n"
                    for i in range(7)
                ),
            ),
            severity=WARNING,
            at="tree.yml:5",
            message="engaged_share has 8 drivers",
        ),
    ],
    "influence-without-reason": [
        spoil(
            (TREE, ", because: who comes back listens on more days", ""),
            severity=NOTE,
            at="tree.yml:7",
            message="back influences engaged_share, for no stated reason",
        ),
    ],
    "draft-metric": [
        spoil(
            (BASE, "unit: share}\n", "unit: share}\n  - {name: later, draft: true, owner: lin, label: Later on}\n"),
            severity=NOTE,
            at=f"{BASE}:17",
            message="Later on (later) is a draft: 林晓 is asked to define it",
        ),
        spoil(
            (BASE, "unit: share}\n", "unit: share}\n  - {name: later, draft: true}\n"),
            severity=NOTE,
            at=f"{BASE}:17",
            message="later is a draft: nobody is asked to define it",
        ),
    ],
    "orphan-metric": [
        spoil(
            (
                BASE,
                "unit: share}\n",
                "unit: share}\n  - {name: it, owner: lin, type: simple, model: plays, agg: count}\n",
            ),
            severity=NOTE,
            at="metrics/base.yml:17",
            message="Nothing uses it",
        ),
    ],
    "detached-branch": [
        spoil(
            (TREE, "drivers:\n", "drivers:\n  dislike_rate:\n    identity: dislikes / active\n"),
            severity=WARNING,
            at="tree.yml:3",
            message="dislike_rate has drivers, but drives nothing",
        ),
    ],
    "identity-units": [
        spoil(
            (TREE, "identity: active * engaged_share", "identity: active + engaged_share"),
            severity=ERROR,
            at="tree.yml:3",
            message="joins listener and share with +",
        ),
        spoil(
            (TREE, "identity: active * engaged_share", "identity: engaged_share * back"),
            severity=ERROR,
            at="tree.yml:3",
            message="engaged is in listener, but `engaged_share * back` comes out in share",
        ),
        spoil(
            (TREE, "  engaged_share:\n", "  engaged_share:\n    identity: active * 2\n"),
            severity=ERROR,
            at="tree.yml:5",
            message="engaged_share is in share, but `active * 2` comes out in listener",
        ),
        spoil(
            (
                "metrics/more.yml",
                "*",
                "metrics:\n  - {name: a, type: simple, model: plays, agg: sum, expr: x, unit: CNY}\n  - {name: b, type: simple, model: plays, agg: sum, expr: y, unit: USD}\n  - {name: c, type: derived, formula: a - b}\n",
            ),
            severity=ERROR,
            at="metrics/more.yml:4",
            message="joins CNY and USD with -",
        ),
        spoil(
            (
                "metrics/more.yml",
                "*",
                "metrics:\n  - {name: a, type: simple, model: plays, agg: sum, expr: x, unit: CNY}\n  - {name: c, type: derived, formula: a * a}\n",
            ),
            severity=ERROR,
            at="metrics/more.yml:3",
            message="multiplies money by money",
        ),
    ],
    "identity-scale": [
        spoil(
            (TREE, "identity: active * engaged_share", "identity: active * dislikes"),
            severity=WARNING,
            at="tree.yml:3",
            message="engaged doubles when users double, but `active * dislikes` becomes fourfold",
        ),
        spoil(
            (BASE, "unit: listeners}", "}"),
            (TREE, "identity: active * engaged_share", "identity: active + dislike_rate * 1"),
            severity=WARNING,
            at="tree.yml:3",
            message="adds up what grows with the number of users and what does not",
        ),
        spoil(
            (TREE, "  engaged_share:\n", "  engaged_share:\n    identity: dislikes * 2\n"),
            severity=WARNING,
            at="tree.yml:5",
            message="engaged_share stays as it is when users double",
        ),
    ],
    "identity-grain": [
        spoil(
            (BASE, ACTIVE_UNIT, ACTIVE_UNIT[:-1] + ", grain: month}"),
            severity=WARNING,
            at="tree.yml:3",
            message="engaged is by the week, active by the month, and its periods do not add up",
        ),
        spoil(
            ("models/plays.yml", "grain: second", "grain: month"),
            severity=WARNING,
            at="tree.yml:3",
            message="active reads `plays`, whose rows tell only the month",
        ),
    ],
    "metric-grain": [
        spoil(
            ("models/plays.yml", "grain: second", "grain: month"),
            severity=ERROR,
            at="metrics/base.yml:12",
            message="active is by the week, but the rows of `plays` tell only the month",
        ),
    ],
    "same-meaning": [
        spoil(
            (
                "metrics/more.yml",
                "*",
                "metrics:\n  - {name: it, type: simple, model: plays, agg: count_distinct, expr: user_id}\n",
            ),
            severity=WARNING,
            at="metrics/more.yml:2",
            message="it is defined as active is",
        ),
        spoil(
            (
                "metrics/more.yml",
                "*",
                "metrics:\n  - {name: it, type: ratio, numerator: two, denominator: active}\n  - {name: two, type: simple, model: plays, agg: count, filter: \"event = 'dislike'\"}\n",
            ),
            severity=WARNING,
            at="metrics/more.yml:2",
            message="it is defined as dislike_rate is",
        ),
    ],
    "near-duplicate": [
        spoil(
            (
                "metrics/more.yml",
                "*",
                "metrics:\n  - {name: disliked, label: Dislikes of songs, type: simple, model: plays, agg: count, filter: \"event = 'dislike' AND seconds > 0\"}\n",
            ),
            severity=NOTE,
            at="metrics/more.yml:2",
            message="Dislikes of songs (disliked) is nearly dislikes: with the filter seconds > 0",
        ),
        spoil(
            (
                "metrics/more.yml",
                "*",
                "metrics:\n  - {name: active_members, type: simple, model: plays, agg: count, unit: listeners}\n",
            ),
            severity=NOTE,
            at="metrics/more.yml:2",
            message="deduplication: count_distinct user_id → count",
        ),
    ],
    "same-label": [
        spoil(
            (
                "metrics/more.yml",
                "*",
                "metrics:\n  - {name: it, label: {en: ' Active', zh: 活跃}, type: simple, model: plays, agg: count}\n",
            ),
            severity=WARNING,
            at="metrics/more.yml:2",
            message="it and active are both called “ Active”",
        ),
    ],
    "dimension-meaning": [
        spoil(
            (
                "models/plays.yml",
                "semantic_models:\n",
                "semantic_models:\n  - name: signups\n    table: plays\n    time: {column: at}\n    dimensions:\n      - {name: device, expr: lower(device)}\n",
            ),
            (
                "metrics/more.yml",
                "*",
                "metrics:\n  - {name: signups, type: simple, model: signups, agg: count}\n  - {name: it, type: ratio, numerator: signups, denominator: active}\n",
            ),
            severity=WARNING,
            at="models/plays.yml:11",
            message="`device` is `lower(device)` (event) in `signups`, but `device` (event) in `plays`, and it joins both",
        ),
    ],
    "guardrail-without-limit": [
        spoil(
            (TREE, ', limit: "< 0.8%"', ""),
            severity=WARNING,
            at="tree.yml:9",
            message="The guardrail dislike_rate has no limit",
        ),
    ],
    "guardrail-against-direction": [
        spoil(
            (TREE, "< 0.8%", "> 0.8%"),
            severity=WARNING,
            at="tree.yml:9",
            message="dislike_rate is good when it goes down, but is guarded by `> 0.8%`",
        ),
        spoil(
            (TREE, 'limit: "< 0.8%"', "when: down"),
            severity=WARNING,
            at="tree.yml:9",
            message="guarded by `when: down`",
        ),
    ],
    "key-result-without-direction": [
        spoil(
            (BASE, "{name: back, owner: lin,", "{name: back, owner: lin, role: key_result,"),
            severity=WARNING,
            at="metrics/base.yml:16",
            message="back does not say which direction is good",
        ),
        spoil(
            (
                "goals/g.yml",
                "*",
                "objectives: [{name: o, owner: lin, from: 2026-01-01, by: 2026-03-31, key_results: [{metric: active, target: 9}]}]\n",
            ),
            severity=WARNING,
            at="metrics/base.yml:12",
            message="active does not say",
        ),
    ],
    "key-result-against-direction": [
        spoil(
            (
                "goals/g.yml",
                "*",
                "objectives:\n  - {name: o, owner: lin, from: 2026-01-01, by: 2026-03-31, key_results: [{metric: engaged, start: 9, target: 5}]}\n",
            ),
            severity=WARNING,
            at="goals/g.yml:2",
            message="engaged is to move from 9 to 5, but is good when it goes up",
        ),
        spoil(
            (
                "goals/g.yml",
                "*",
                "objectives:\n  - {name: o, owner: lin, from: 2026-01-01, by: 2026-03-31, key_results: [{metric: dislike_rate, start: 0.1, target: 0.2}]}\n",
            ),
            severity=WARNING,
            at="goals/g.yml:2",
            message="is good when it goes down",
        ),
    ],
    "share-range": [
        spoil(
            (TREE, "< 0.8%", "< 2"),
            severity=WARNING,
            at="tree.yml:9",
            message="dislike_rate is a share, 0–1, and is set against < 2",
        ),
        spoil(
            (TREE, "metric: dislike_rate, watches: engaged", "metric: dislikes, watches: engaged"),
            severity=WARNING,
            at="tree.yml:9",
            message="dislikes is no share, and is set against < 0.8%",
        ),
        spoil(
            (
                "goals/g.yml",
                "*",
                "objectives:\n  - {name: o, owner: lin, from: 2026-01-01, by: 2026-03-31, key_results: [{metric: engaged_share, target: 52}]}\n",
            ),
            severity=WARNING,
            at="goals/g.yml:2",
            message="set against 52",
        ),
        spoil(
            (BASE, "unit: share, good: down", "unit: share, good: down, benchmark: {value: 17.2, source: x}"),
            severity=WARNING,
            at="metrics/base.yml:15",
            message="set against 17.2",
        ),
    ],
    "person-without-team": [
        spoil(
            ("beichen.yml", "name: 林晓, team: growth", "name: 林晓"),
            severity=NOTE,
            at="beichen.yml:6",
            message="林晓 is in no team",
        ),
    ],
    "benchmark-without-source": [
        spoil(
            (BASE, "unit: share, good: down", "unit: share, good: down, benchmark: {value: 0.1}"),
            severity=NOTE,
            at="metrics/base.yml:15",
            message="The benchmark of dislike_rate names no source",
        ),
    ],
    "candidate-window": [
        spoil(
            (
                "candidates.yml",
                "*",
                "cohort: {model: plays, entity: listener}\nwindow: 28 days\nvalue:\n  - {name: stays, model: plays, agg: count, from: 14 days, to: 84 days}\n",
            ),
            severity=WARNING,
            at="candidates.yml:4",
            message="“stays” begins on day 14, inside the window of 28 days",
        ),
    ],
}

# What looks like it and is not.
GOOD: dict[str, list[tuple[tuple[str, str, str], ...]]] = {
    "north-star-financial": [
        star(
            "{name: paying_users, value: v, owner: lin, type: simple, model: plays, agg: count_distinct, expr: user_id, filter: amount > 0}",
            17,
            "",
        ).changes,
        star(
            "{name: revenue_teams, value: v, owner: lin, type: threshold, model: plays, entity: listener, having: {r: {agg: sum, expr: revenue}}, where: r > 9}",
            17,
            "",
        ).changes,
        star(
            "{name: water_saved, value: v, owner: lin, type: simple, model: plays, agg: sum, expr: amount, unit: litres}",
            17,
            "",
        ).changes,
        star(
            "{name: nights_booked, value: v, owner: lin, type: simple, model: plays, agg: sum, expr: nights}", 17, ""
        ).changes,
    ],
    "north-star-cumulative": [
        star(
            "{name: it, value: v, owner: lin, type: cumulative, model: plays, agg: count_distinct, expr: user_id, window: 28 days}",
            17,
            "",
        ).changes
    ],
    "north-star-vanity": [
        star(
            "{name: orders, label: Completed rides, value: A ride that came., owner: lin, type: simple, model: plays, agg: count, filter: completed}",
            17,
            "",
        ).changes,
        star(
            "{name: it, value: Found the file they need., owner: lin, type: simple, model: plays, agg: count_distinct, expr: user_id, filter: \"event = 'download'\"}",
            17,
            "",
        ).changes,
        star(
            "{name: it, label: Listeners of 3 songs after sign-up, owner: lin, type: threshold, model: plays, entity: listener, having: {n: {agg: count}}, where: n >= 3}",
            17,
            "",
        ).changes,
    ],
    "orphan-metric": [
        (
            (
                BASE,
                "unit: share}\n",
                "unit: share}\n  - {name: it, owner: lin, type: simple, model: plays, agg: count}\n",
            ),
            (TREE, "guardrails:", "outcomes: [it]\nguardrails:"),
        ),
        (
            (
                BASE,
                "unit: share}\n",
                "unit: share}\n  - {name: it, owner: lin, type: simple, model: plays, agg: count}\n",
            ),
            (
                "goals/g.yml",
                "*",
                "objectives: [{name: o, owner: lin, from: 2026-01-01, by: 2026-03-31, key_results: [{metric: it, target: 9}]}]\n",
            ),
        ),
    ],
    "identity-units": [
        (
            (
                "metrics/more.yml",
                "*",
                "metrics:\n  - {name: orders, type: simple, model: plays, agg: count, unit: orders}\n  - {name: basket, type: simple, model: plays, agg: avg, expr: x, unit: GBP}\n  - {name: sold, type: derived, formula: orders * basket, unit: GBP}\n",
            ),
        ),
        (
            (
                "metrics/more.yml",
                "*",
                "metrics:\n  - {name: not_back, type: derived, formula: 1 - back, unit: share}\n  - {name: twice, type: derived, formula: 2 * active, unit: listener}\n",
            ),
        ),
        (
            (
                "metrics/more.yml",
                "*",
                "metrics:\n  - {name: all_of_them, type: derived, formula: engaged / engaged_share, unit: Listeners}\n",
            ),
        ),
    ],
    "identity-scale": [
        (
            (
                "metrics/more.yml",
                "*",
                "metrics:\n  - {name: days, type: simple, model: plays, agg: count_distinct, expr: local_date()}\n  - {name: per_day, type: ratio, numerator: dislikes, denominator: days}\n  - {name: again, type: derived, formula: days * per_day}\n",
            ),
            (TREE, "  engaged_share:\n", "  dislikes:\n    identity: days * per_day\n  engaged_share:\n"),
        ),
    ],
    "identity-grain": [
        (
            (BASE, "{name: dislikes, owner: lin,", "{name: dislikes, owner: lin, grain: month,"),
            (TREE, "  engaged_share:\n", "  dislike_rate:\n    identity: dislikes / active\n  engaged_share:\n"),
        )
    ],
    "metric-grain": [
        (("models/plays.yml", "grain: second", "grain: day"),),
        (("models/plays.yml", ", grain: second", ""),),
    ],
    "near-duplicate": [
        (  # the name says the condition
            (
                "metrics/more.yml",
                "*",
                "metrics:\n  - {name: ios_dislikes, type: simple, model: plays, agg: count, filter: \"event = 'dislike' AND device = 'ios'\"}\n",
            ),
        ),
        (  # they stand together in a ratio
            (
                "metrics/more.yml",
                "*",
                "metrics:\n  - {name: disliked, label: Dislikes of songs, type: simple, model: plays, agg: count, filter: \"event = 'dislike' AND seconds > 0\"}\n"
                "  - {name: long_share, type: ratio, numerator: disliked, denominator: dislikes, unit: share}\n",
            ),
        ),
    ],
    "same-meaning": [
        (
            (
                "metrics/more.yml",
                "*",
                "metrics:\n  - {name: monthly_active, type: simple, model: plays, agg: count_distinct, expr: user_id, grain: month}\n",
            ),
        )
    ],
    "too-many-drivers": [
        (
            (
                TREE,
                "    influences:\n",
                "    influences:\n" + "".join(f"      - {{metric: m{i}, because: x}}\n" for i in range(6)),
            ),
            (
                "metrics/more.yml",
                "*",
                "metrics:\n"
                + "".join(
                    f"  - {{name: m{i}, owner: lin, type: simple, model: plays, agg: count, filter: x = {i}}}\n"
                    for i in range(6)
                ),
            ),
        )
    ],
    "guardrail-without-limit": [((TREE, 'limit: "< 0.8%"', "when: up"),)],
    "share-range": [
        ((TREE, "< 0.8%", "<= 1"),),
        ((BASE, "denominator: active, unit: share, good: down", "denominator: active, good: down"),),
        (
            (BASE, "offset: 1, unit: share", "offset: 1"),
            (TREE, "metric: dislike_rate, watches", "metric: back, watches"),
        ),
    ],
    "person-without-team": [
        (("beichen.yml", "teams: [{id: growth, label: 增长}]\n", ""), ("beichen.yml", ", team: growth", ""))
    ],
    "candidate-window": [
        (
            (
                "candidates.yml",
                "*",
                "cohort: {model: plays, entity: listener}\nwindow: 28 days\nvalue:\n  - {name: stays, model: plays, agg: count, from: 28 days, to: 84 days}\n",
            ),
        )
    ],
}

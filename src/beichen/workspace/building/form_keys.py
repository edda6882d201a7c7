"""A metric's form as the keys of its YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from beichen.domain.metric import Metric
from beichen.workspace.building.conditions import Condition, KindOf, read_condition, write_condition
from beichen.workspace.building.form import BothLabels, MeasureForm, MetricForm, VersionForm

Keys = dict[str, Any]


def keys_of(form: MetricForm, kind_of: KindOf, dialect: str, saved: Mapping[str, Any] | None = None) -> Keys:
    """All that the metric is to say; what is not filled in is left out.

    Args:
        kind_of: the kind of a column of the form's model.
        saved: what the metric says now: what means the same is said in the same words.
    """
    writer = _Writer(kind_of, dialect, saved or {})
    begun = {
        "name": form.name.strip(),
        "label": _both(form.label),
        "role": form.role,
        "owner": form.owner,
        "value": _both(form.value),
        "description": _both(form.description),
        "type": form.type,
    }
    ended = {"grain": form.grain, "unit": form.unit, "good": form.good, "benchmark": _benchmark(form)}
    own = _SPECS[form.type](form, writer) if form.type in _SPECS else {}
    unknown = {key: held for key, held in (saved or {}).items() if key not in _KNOWN}
    return {**_without_nothing({**begun, **own, **ended}), **unknown}


def without_defaults(keys: Keys, saved: Mapping[str, Any], metric: Metric) -> Keys:
    """The keys without those that were never written and say what goes without saying."""
    usual: Keys = {"label": metric.name, "role": metric.role.value, "grain": metric.grain.value}
    if metric.kind == saved.get("type"):
        usual |= {"count": getattr(metric.spec, "per", None)}
    return {key: held for key, held in keys.items() if key in saved or key not in usual or held != usual[key]}


class _Writer:
    """Conditions as SQL, in the words that the metric uses already where they mean the same."""

    def __init__(self, kind_of: KindOf, dialect: str, saved: Mapping[str, Any]) -> None:
        self.kind_of = kind_of
        self.dialect = dialect
        self.saved = saved

    def condition(self, condition: Condition, *place: str) -> str | None:
        said = self._said(place)
        if isinstance(said, str) and read_condition(said, self.dialect) == condition:
            return said
        return write_condition(condition, self.kind_of, self.dialect)

    def test(self, condition: Condition) -> str | None:
        """A condition over the names of measures, which are numbers."""
        said = self.saved.get("where")
        if isinstance(said, str) and read_condition(said, self.dialect) == condition:
            return said
        return write_condition(condition, lambda name: "number", self.dialect)

    def formula(self, text: str) -> str | None:
        said = self.saved.get("formula")
        same = isinstance(said, str) and re.sub(r"\s", "", said) == re.sub(r"\s", "", text)
        return said if same else text.strip() or None

    def measure(self, measure: MeasureForm, *place: str) -> Keys:
        return {
            "agg": measure.agg,
            "expr": _expr(measure),
            "percentile": measure.percentile if measure.agg == "percentile" else None,
            "filter": self.condition(measure.filter, *place, "filter"),
        }

    def rows(self, condition: Condition, place: str) -> Keys:
        filtered = self.condition(condition, place, "filter")
        return {} if filtered is None else {"filter": filtered}

    def _said(self, place: tuple[str, ...]) -> Any:
        held: Any = self.saved
        for step in place:
            held = held.get(step) if isinstance(held, Mapping) else None
        return held


def _expr(measure: MeasureForm) -> str | None:
    return (measure.expr or "").strip() or None


def _simple(form: MetricForm, writer: _Writer) -> Keys:
    return {"model": form.model, **writer.measure(form.measure)}


def _cumulative(form: MetricForm, writer: _Writer) -> Keys:
    window, to_date = form.window, form.window.kind == "to_date"
    trailing = f"{window.days} days" if window.days is not None else None
    told = None if to_date else "all" if window.kind == "all" else trailing
    return {**_simple(form, writer), "window": told, "to_date": window.since if to_date else None}


def _ratio(form: MetricForm, writer: _Writer) -> Keys:
    return {"numerator": form.numerator, "denominator": form.denominator}


def _derived(form: MetricForm, writer: _Writer) -> Keys:
    return {"formula": writer.formula(form.formula)}


def _lifecycle(form: MetricForm, writer: _Writer) -> Keys:
    return {"of": form.of, "state": form.state}


def _threshold(form: MetricForm, writer: _Writer) -> Keys:
    having = {
        each.name.strip(): _without_nothing(writer.measure(each.measure, "having", each.name.strip()))
        for each in form.having
        if each.name.strip()
    }
    rows = writer.condition(form.filter, "filter")
    return {**_who(form), "having": having, "where": writer.test(form.test), "filter": rows}


def _retention(form: MetricForm, writer: _Writer) -> Keys:
    back = form.comeback
    days = [back.first, back.until] if back.kind == "days" and None not in (back.first, back.until) else None
    return {
        **_who(form),
        "cohort": writer.rows(form.cohort, "cohort") or None,
        "returns": writer.rows(form.returns, "returns") or None,
        "offset": back.offset if back.kind == "offset" else None,
        "days": days,
    }


def _conversion(form: MetricForm, writer: _Writer) -> Keys:
    return {
        **_who(form),
        # both are needed, be it without a condition
        "from": writer.rows(form.first, "from"),
        "to": writer.rows(form.second, "to"),
        "within": _within(form),
        "count": form.count,
    }


def _repeat(form: MetricForm, writer: _Writer) -> Keys:
    event = writer.rows(form.event, "event") or None
    return {**_who(form), "event": event, "within": _within(form), "count": form.count}


def _index(form: MetricForm, writer: _Writer) -> Keys:
    versions = form.versions
    if len(versions) == 1 and versions[0].valid_from is None:
        return {"components": _components(versions[0])}
    told = [{"valid_from": version.valid_from, "components": _components(version)} for version in versions]
    return {"versions": [_without_nothing(version) for version in told]}


def _components(version: VersionForm) -> list[Keys]:
    return [
        _without_nothing({"metric": c.metric, "weight": c.weight, "zero": c.zero, "hundred": c.hundred})
        for c in version.components
        if c.metric
    ]


def _who(form: MetricForm) -> Keys:
    return {"model": form.model, "entity": form.entity}


def _within(form: MetricForm) -> str | None:
    amount, unit = form.within.amount, form.within.unit
    return None if amount is None else f"{amount} {unit}{'' if amount == 1 else 's'}"


def _both(label: BothLabels) -> Keys | str | None:
    en, zh = label.en.strip(), label.zh.strip()
    if en and zh and en != zh:
        return {"zh": zh, "en": en}
    return en or zh or None


def _benchmark(form: MetricForm) -> Keys | None:
    held = form.benchmark
    if held is None or held.value is None:
        return None
    return _without_nothing({"value": held.value, "source": held.source, "of": held.of})


def _without_nothing(keys: Mapping[str, Any]) -> Keys:
    return {key: held for key, held in keys.items() if held is not None and held != ""}


_SPECS: Mapping[str, Callable[[MetricForm, _Writer], Keys]] = {
    "simple": _simple,
    "ratio": _ratio,
    "derived": _derived,
    "cumulative": _cumulative,
    "threshold": _threshold,
    "lifecycle": _lifecycle,
    "retention": _retention,
    "conversion": _conversion,
    "repeat": _repeat,
    "index": _index,
}

# What a form decides; any other key stays as it is written.
_KNOWN = frozenset(
    {
        *("name", "label", "role", "owner", "value", "description", "type", "draft", "grain", "unit", "good"),
        *(
            "benchmark",
            "model",
            "entity",
            "agg",
            "expr",
            "percentile",
            "filter",
            "window",
            "to_date",
            "having",
            "where",
        ),
        *("numerator", "denominator", "formula", "of", "state", "cohort", "returns", "offset", "days", "from", "to"),
        *("within", "count", "event", "components", "versions"),
    }
)

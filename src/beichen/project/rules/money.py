"""Money: whether a metric counts it."""

from __future__ import annotations

from collections.abc import Collection

from beichen.domain.metric import Agg, Cumulative, Derived, Measure, Metric, Ratio, Role, Simple, parts_of
from beichen.domain.project import Project
from beichen.domain.units import SHARE, is_money
from beichen.project.parts import parts_first
from beichen.project.rules.wording import mentions

_UNITS = frozenset(
    {"rmb", "yuan", "元", "万元", "亿元", "人民币", "dollar", "dollars", "euro", "euros", "$", "¥", "€", "£"}
)
_INCOME = (
    *("revenue", "revenues", "gmv", "arr", "mrr", "arpu", "arppu", "sales", "turnover", "income", "profit", "profits"),
    *("margin", "margins", "ebitda", "billing", "billings", "bookings", "ltv"),
    *("收入", "营收", "营业额", "销售额", "成交额", "交易额", "交易总额", "流水", "利润", "毛利", "客单价", "充值额"),
)
# In a summed expression these are money too; in a name they may be anything.
_SUMMED = (*_INCOME, "amount", "price", "paid", "payment", "fee", "金额", "价格", "支付额", "付款")
_COUNTING = (Agg.COUNT, Agg.COUNT_DISTINCT)


def counts_money(project: Project, metric: str) -> bool:
    """True when a metric is an amount of money, or a quotient or formula of such amounts.

    Known by its unit, its role or its place among the outcomes; without a unit, by the words of
    its name and of what it sums. What counts entities or rows is not money, whatever its name.
    """
    money: set[str] = set()
    for part in parts_first(project, metric):
        if _is_money(project, project.metrics[part], money):
            money.add(part)
    return metric in money


def _is_money(project: Project, metric: Metric, money: Collection[str]) -> bool:
    """True of a metric whose parts that are money are `money`."""
    if is_financial_by_declaration(project, metric):
        return True
    if metric.unit is not None and metric.unit != SHARE:
        return False
    match metric.spec:
        case Simple(measure=measure) | Cumulative(measure=measure):
            return metric.unit is None and _sums_money(measure, metric)
        case Ratio() | Derived():
            of_money = any(part in money for part in parts_of(metric.spec))
            # A share of money is financial when it says so: a margin is, returned value over sold value is not.
            return of_money and (metric.unit is None or _speaks_of_income(metric))
        case _:
            return False


def is_financial_by_declaration(project: Project, metric: Metric) -> bool:
    """True when unit, role or tree say that it is money."""
    unit = (metric.unit or "").casefold()
    is_outcome = metric.role is Role.OUTCOME or (project.tree is not None and metric.name in project.tree.outcomes)
    return is_money(metric.unit) or unit in _UNITS or is_outcome


def _sums_money(measure: Measure, metric: Metric) -> bool:
    if measure.agg in _COUNTING:
        return False
    return _speaks_of_income(metric) or mentions([measure.expr], _SUMMED) is not None


def _speaks_of_income(metric: Metric) -> bool:
    return mentions([metric.name, metric.label.en, metric.label.zh], _INCOME) is not None

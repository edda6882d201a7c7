"""Does every identity hold in the data?"""

from datetime import date

from beichen.domain.finding import Severity
from beichen.domain.formula import parse_formula
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.tree import Drivers, Influence, Tree
from beichen.errors import Where
from beichen.tree.checks import check_identity

ACTIVE = Tree("active", {"active": Drivers(parse_formula("new + old"), (Influence("x"),), Where("tree.yml", 4))})
FIRST, SECOND, THIRD = date(2013, 9, 30), date(2013, 10, 7), date(2013, 10, 14)
WHOLE = {"active": 1_234_567, "new": 234_567, "old": 1_000_000}


def test_identity_that_holds_in_every_period_is_no_finding():
    assert check_identity(ACTIVE, {FIRST: WHOLE, SECOND: {"active": 0.3, "new": 0.1, "old": 0.2}}) == []


def test_broken_identity_is_one_finding_with_both_numbers_of_its_latest_period_and_its_place():
    values = {FIRST: WHOLE | {"old": 3}, THIRD: WHOLE, SECOND: WHOLE | {"active": 1_234_568}}
    (finding,) = check_identity(ACTIVE, values)
    assert (finding.code, finding.severity, finding.where) == ("identity-broken", Severity.ERROR, Where("tree.yml", 4))
    assert finding.message.en == (
        "the identity active = new + old does not hold in 2 of 3 periods: "
        "in that of 2013-10-07 the formula gives 1,234,567, the data 1,234,568"
    )
    assert finding.message.zh == (
        "恒等式 active = new + old 在 3 个周期中有 2 个不成立：2013-10-07 所在周期公式结果为 1,234,567，数据为 1,234,568"
    )


def test_period_in_which_a_value_is_missing_breaks_nothing():
    gone = Undetermined(Reason.NO_ROWS)
    assert check_identity(ACTIVE, {FIRST: WHOLE | {"old": gone}, SECOND: {"active": 5}, THIRD: {}}) == []


def test_formula_that_divides_by_zero_where_its_metric_has_a_value_is_broken():
    rate = Tree("rate", {"rate": Drivers(parse_formula("a / b"))})
    (finding,) = check_identity(rate, {FIRST: {"rate": 0, "a": 0, "b": 0}})
    assert "the formula has no value (the denominator is 0), the data 0" in finding.message.en
    assert "公式无法计算（分母为 0），数据为 0" in finding.message.zh


def test_difference_of_large_numbers_is_judged_by_their_size_not_by_its_own():
    net = Tree("net", {"net": Drivers(parse_formula("gross - returned"))})
    near = {"net": 0.1, "gross": 123_456_789.3, "returned": 123_456_789.2}  # the floats differ by 0.09999999403953552
    assert check_identity(net, {FIRST: near}) == []
    assert len(check_identity(net, {FIRST: near | {"net": 1.0}})) == 1


def test_influences_and_leaves_are_not_checked():
    assert check_identity(Tree("a", {"a": Drivers(None, (Influence("b"),))}), {FIRST: {"a": 1, "b": 2}}) == []

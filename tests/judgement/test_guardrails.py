"""Findings for guardrails beyond their limit."""

from datetime import date

from beichen.domain.finding import Severity
from beichen.domain.metric import Agg, Measure, Metric, Role, Simple
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.project import Person
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.domain.tree import Guardrail, Limit
from beichen.errors import Where
from beichen.judgement.guardrails import describe_breach, guardrail_findings

COUNT = Simple("orders", Measure(Agg.COUNT))
METRICS = {
    "returned_share": Metric(
        "returned_share",
        COUNT,
        Text("Returned share of value", "退货金额占比"),
        Role.GUARDRAIL,
        Grain.MONTH,
        "noor",
        unit="share",
    ),
    "orphan": Metric("orphan", COUNT, Text.same("orphan"), Role.GUARDRAIL, Grain.MONTH),
    "returning": Metric(
        "returning", COUNT, Text("Weekly returning customers", "每周复购客户数"), Role.NORTH_STAR, Grain.WEEK, "noor"
    ),
}
PEOPLE = {"noor": Person("noor", "Noor")}
LIMIT = Limit("<", 0.10, "< 10%")


def findings(values: dict, *guardrails: Guardrail) -> list:
    return guardrail_findings(guardrails, METRICS, PEOPLE, values, period=date(2011, 12, 1), grain=Grain.MONTH)


def test_broken_guardrail_names_value_limit_period_what_it_guards_and_owner():
    (finding,) = findings(
        {"returned_share": 0.2787}, Guardrail("returned_share", "returning", LIMIT, where=Where("tree.yml", 6))
    )
    assert (finding.code, finding.severity, finding.where) == (
        "guardrail-breached",
        Severity.WARNING,
        Where("tree.yml", 6),
    )
    assert finding.message.en == (
        "Returned share of value was 27.9%, limit < 10%, in December 2011; it guards Weekly returning customers; owner Noor"
    )
    assert finding.message.zh == "2011年12月退货金额占比为 27.9%，限值 < 10%，守护对象为每周复购客户数，负责人Noor"


def test_guardrail_without_an_owner_names_none():
    (finding,) = findings({"orphan": 11}, Guardrail("orphan", "returning", Limit("<=", 10, "<= 10")))
    assert finding.message.en.endswith("it guards Weekly returning customers")
    assert "负责人" not in finding.message.zh


def test_guardrail_that_holds_has_no_value_or_no_fixed_limit_is_no_finding():
    guardrail = Guardrail("returned_share", "returning", LIMIT)
    assert findings({"returned_share": 0.0999}, guardrail) == []
    assert findings({"returned_share": Undetermined(Reason.ZERO_DENOMINATOR)}, guardrail) == []
    assert findings({}, guardrail) == []
    assert findings({"returned_share": 0.5}, Guardrail("returned_share", "returning")) == []


def test_value_that_rounds_to_its_limit_is_shown_with_the_digits_that_tell_them_apart():
    breach = describe_breach(Text("Crash rate", "崩溃率"), 0.0200004, Limit("<", 0.02, "< 2%"), None)
    assert breach.as_dict() == {"en": "Crash rate was 2.00004%, limit < 2%", "zh": "崩溃率为 2.00004%，限值 < 2%"}
    assert (
        describe_breach(Text.same("Score"), 69.9999, Limit(">", 70, "> 70"), None).en == "Score was 69.9999, limit > 70"
    )

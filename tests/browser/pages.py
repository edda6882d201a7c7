"""The pages of the board, one row a page: what every one is tested for, and photographed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BoardPage:
    """A page on the demo project.

    Attributes:
        address: up to where `lang=` follows.
        titles: its heading, by language.
        ready: what is there as soon as the page can be read.
        settled: what arrives after it on a desk; None when all comes at once.
        on_paper: a text that stands on the printed page, by language.
    """

    name: str
    address: str
    titles: dict[str, str]
    ready: str
    settled: str | None
    on_paper: dict[str, str]

    def at(self, home: str, language: str) -> str:
        """The address on a server, in a language."""
        return f"{home}{self.address}lang={language}"


STAR = {"zh": "每周听歌超过3天的用户数", "en": "Weekly listeners on 3+ days"}
TREE = {"zh": "指标树", "en": "Metric tree"}

PAGES = (
    BoardPage(
        "North Star",
        "/?",
        {"zh": "北极星", "en": "North Star"},
        "[data-north-star]",
        "[data-card=trend] canvas",
        {"zh": "结果指标", "en": "Outcomes"},
    ),
    BoardPage(
        "moved",
        "/moved?",
        {"zh": "今日变动", "en": "What moved"},
        "[data-moved]",
        None,
        {"zh": "正常波动", "en": "Within their usual range"},
    ),
    BoardPage("tree", "/tree?", TREE, ":is([data-panel], [data-row]):visible", "[data-panel] canvas", STAR),
    BoardPage(
        "tree with a guardrail open",
        "/tree?metric=crash_rate&",
        TREE,
        "[data-panel=crash_rate]",
        "[data-panel] canvas",
        {"zh": "闪退率", "en": "Crash rate"},
    ),
    BoardPage(
        "tree of contributions in a slice",
        "/tree?mode=contribution&slice=device:ios&metric=new_listeners&",
        TREE,
        ":is(.react-flow [data-metric], [data-row])",
        "[data-panel] canvas",
        {"zh": "应用商店访客", "en": "Store visitors"},
    ),
    BoardPage(
        "tree with something looked for",
        "/tree?find=rate&levels=2&",
        TREE,
        ":is([data-panel], [data-row]):visible",
        "[data-panel] canvas",
        {"zh": "闪退率", "en": "Crash rate"},
    ),
    BoardPage(
        "scorecard",
        "/scorecard?",
        {"zh": "计分卡", "en": "Scorecard"},
        "[data-scorecard] [data-row]",
        None,
        {"zh": "负反馈率", "en": "Negative feedback rate"},
    ),
    BoardPage(
        "metric",
        "/metrics/weekly_engaged_listeners?by=channel&",
        {"zh": "指标", "en": "Metric"},
        "[data-metric]",
        "[data-card=explorer] canvas",
        {"zh": "关联关系", "en": "Who depends on it"},
    ),
    BoardPage(
        "metric that is a rate",
        "/metrics/engaged_share?by=region&as=stacked&",
        {"zh": "指标", "en": "Metric"},
        "[data-metric]",
        "[data-card=explorer] canvas",
        {"zh": "深度听众占比", "en": "Engaged share"},
    ),
    BoardPage(
        "why",
        "/why/weekly_engaged_listeners?",
        {"zh": "变化归因", "en": "Why it moved"},
        "[data-why]",
        None,
        STAR,
    ),
    BoardPage(
        "choose",
        "/choose?",
        {"zh": "选指标", "en": "Choose"},
        "[data-choose]",
        None,
        {"zh": "从首次接触到获得价值", "en": "From first touch to value"},
    ),
    BoardPage(
        "choose, two candidates",
        "/choose?step=score&a=days_listened&b=weekly_engaged_listeners&",
        {"zh": "选指标", "en": "Choose"},
        "[data-card=duel] [data-part]",
        None,
        {"zh": "两两对比", "en": "Head to head"},
    ),
    BoardPage(
        "guard",
        "/guard?",
        {"zh": "护栏", "en": "Guard"},
        "[data-guard]",
        None,
        {"zh": "部门目标冲突", "en": "Conflicts between teams"},
    ),
    BoardPage(
        "import",
        "/import?",
        {"zh": "导入文件", "en": "Import a file"},
        "main h2",
        None,
        {"zh": "导入文件", "en": "Import a file"},
    ),
    BoardPage(
        "settings",
        "/settings?",
        {"zh": "设置", "en": "Settings"},
        "[data-card=project]",
        None,
        {"zh": "设置", "en": "Settings"},
    ),
    BoardPage(
        "health",
        "/health?",
        {"zh": "健康检查", "en": "Health"},
        "[data-card=benchmarks]",
        None,
        {"zh": "刷指标", "en": "Gaming"},
    ),
    BoardPage(
        "two numbers",
        "/reconcile?a=weekly_engaged_listeners&b=new_listeners&",
        {"zh": "口径对账", "en": "Two numbers"},
        "[data-card=walk] [data-step]",
        None,
        {"zh": "容易混淆的口径", "en": "Easily taken for one another"},
    ),
    BoardPage(
        "build",
        "/build?",
        {"zh": "建模", "en": "Build"},
        "[data-card=metrics]",
        None,
        {"zh": "修改指标", "en": "Change a metric"},
    ),
    BoardPage(
        "form of a metric",
        "/build/weekly_engaged_listeners?",
        {"zh": "建模", "en": "Build"},
        "[data-card=preview] tbody",
        "[data-card=preview] canvas",
        {"zh": "达标条件", "en": "Who passes"},
    ),
    BoardPage(
        "form of a new metric",
        "/build/+?kind=conversion&",
        {"zh": "建模", "en": "Build"},
        "[data-severity=missing]",
        None,
        {"zh": "先发生", "en": "First: rows where"},
    ),
)

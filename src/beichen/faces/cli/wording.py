"""What the command line says around an answer, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from beichen.domain.text import Locale, Text

WORDS: Mapping[str, Text] = {
    "period": Text("period", "周期"),
    "value": Text("value", "数值"),
    "parts": Text("numerator / denominator", "分子 / 分母"),
    "partial": Text("partial", "不完整"),
    "null_segment": Text("(null)", "（空）"),
    "no_rows": Text("no period in this range", "该范围内没有周期"),
    "metric": Text("metric", "指标"),
    "change": Text("change", "变化"),
    "share": Text("share", "占比"),
    "owner": Text("owner", "负责人"),
    "contribution": Text("contribution", "贡献"),
    "segment": Text("segment", "分群"),
    "excess": Text("excess", "超额"),
    "within": Text("within", "组内变化"),
    "mix": Text("mix", "结构变化"),
    "guardrails": Text("Guardrails", "护栏指标"),
    "outcomes": Text("Outcomes", "结果指标"),
    "others": Text("Beside the tree", "树外指标"),
    "shown_above": Text("shown above", "见上"),
    "status_ok": Text("on track", "达标"),
    "status_risk": Text("at risk", "有风险"),
    "status_off": Text("off track", "偏离"),
    "status_none": Text("no target", "无目标"),
    "status_unknown": Text("no value to judge", "无数值可评"),
    "compared": Text("{period}, compared with {versus}", "{period}，对比 {versus}"),
    "moved": Text("{period}, compared with {versus}:  {move}", "{period}，对比 {versus}：  {move}"),
    "day": Text("day", "日"),
    "week": Text("week", "周"),
    "month": Text("month", "月"),
    "quarter": Text("quarter", "季"),
    "year": Text("year", "年"),
    "unexplained": Text("unexplained", "未解释部分"),
    "broken_identity": Text("identity does not hold", "恒等式不成立"),
    "no_expectation": Text("Expected range: {reason}.", "预期区间：{reason}。"),
    "moved_out": Text("Expected range: {low} to {high}; it moved.", "预期区间：{low} ~ {high}，实际值超出区间。"),
    "stayed_in": Text(
        "Expected range: {low} to {high}; the value lies within.", "预期区间：{low} ~ {high}，实际值在区间之内。"
    ),
    "branches": Text("Which branch?", "哪个分支？"),
    "segments": Text("Which segment?", "哪个分群？"),
    "deviation": Text("Deviation: {amount}", "偏差：{amount}"),
    "residual": Text("Left outside of these segments: {amount}", "其余部分：{amount}"),
    "no_segment": Text("No segment: {reason}.", "没有可定位的细分：{reason}。"),
    "actual": Text("actual", "实际"),
    "expected": Text("expected", "预期"),
    "confidence": Text("confidence", "置信度"),
    "importance": Text("importance", "重要性"),
    "guardrail_broken": Text("guardrail broken", "护栏越限"),
    "earlier": Text("closed earlier", "更早结束的周期"),
    "within_noise": Text("Within noise: {names}", "正常波动：{names}"),
    "not_judged": Text("Not judged ({reason}): {names}", "无法判断（{reason}）：{names}"),
    "comma": Text(", ", "、"),
    "more_segments": Text("… and {count} more; --json gives all", "……另有 {count} 项，--json 可查看全部"),
    "error": Text("error", "错误"),
    "warning": Text("warning", "警告"),
    "note": Text("note", "提示"),
    "one_error": Text("1 error", "1 个错误"),
    "errors": Text("{n} errors", "{n} 个错误"),
    "one_warning": Text("1 warning", "1 个警告"),
    "warnings": Text("{n} warnings", "{n} 个警告"),
    "one_note": Text("1 note", "1 个提示"),
    "notes": Text("{n} notes", "{n} 个提示"),
    "no_findings": Text("No findings.", "没有发现问题。"),
    "project": Text("project", "项目"),
    "source": Text("source", "数据源"),
    "rows": Text("rows", "行数"),
    "columns": Text("columns", "列数"),
    "loaded": Text("loaded", "已加载"),
    "appended": Text("appended", "已追加"),
    "unchanged": Text("unchanged", "无变化"),
    "no_sources": Text("No sources.", "没有数据源。"),
    "refreshed": Text(
        "{computed} series computed, {reused} still valid.", "计算 {computed} 个序列，{reused} 个仍然有效。"
    ),
    "board_at": Text("Board: {url}   (Ctrl-C stops it)", "看板：{url}   （按 Ctrl-C 停止）"),
    "demo_there": Text("{folder} is there already and shown as it is", "{folder} 已存在，直接打开"),
    "demo_written": Text(
        "Demo written to {folder}. See it: beichen serve --project {folder}",
        "演示项目已写入 {folder}。查看看板：beichen serve --project {folder}",
    ),
    "written": Text("Project written to {folder}", "项目已写入 {folder}"),
    "next_steps": Text("Next: {command}", "下一步：{command}"),
}


def say(key: str, locale: Locale, **values: object) -> str:
    """The words of `key` in a language, their places filled."""
    return WORDS[key].of(locale).format(**values)

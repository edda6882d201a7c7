/** Texts of the shared charts. */
import { defineTexts } from "@/i18n/texts";

export const texts = defineTexts({
  en: {
    "chart.now": "This period",
    "chart.expected": "Expected",
    "chart.projected": "Likely close",
    "chart.target": "Target",
    "chart.limit": "Limit",
    "chart.table": "As a table",
    "chart.drawing": "As a chart",
    "chart.period": "Period",
    "chart.marks": "What happened",
    "chart.marks.event": "Event",
    "chart.marks.annotation": "Note",
    "chart.marks.initiative": "Initiative",
    "chart.marks.experiment": "Experiment",
    "chart.marks.definition": "Definition",
  },
  zh: {
    "chart.now": "本期",
    "chart.expected": "预期",
    "chart.projected": "预计收于",
    "chart.target": "目标",
    "chart.limit": "限值",
    "chart.table": "以表格显示",
    "chart.drawing": "以图表显示",
    "chart.period": "周期",
    "chart.marks": "发生了什么",
    "chart.marks.event": "事件",
    "chart.marks.annotation": "批注",
    "chart.marks.initiative": "举措",
    "chart.marks.experiment": "实验",
    "chart.marks.definition": "口径变更",
  },
});

export type ChartText = keyof typeof texts.en;

import { expect, test } from "vitest";
import { axisDay, moment, plainDay, shortDay } from "./day";

test("a day stays that day in every timezone", () => {
  expect(plainDay("2026-12-31", "en")).toBe("31 Dec 2026");
  expect(plainDay("2026-12-31", "zh")).toBe("2026年12月31日");
});

test("an axis names a month with its year and a week by its first day", () => {
  expect(axisDay("2026-11-01", "month", "en")).toBe("Nov 26");
  expect(axisDay("2026-11-16", "week", "zh")).toBe("11月16日");
  expect(axisDay("2026-01-01", "year", "en")).toBe("2026");
});

test("a moment is told in the project's timezone", () => {
  expect(moment("2026-11-25T01:30:00Z", "Asia/Shanghai", "en")).toBe("25 Nov, 09:30");
  expect(shortDay("2026-11-25", "zh")).toBe("11月25日");
});

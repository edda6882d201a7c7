import { describe, expect, test } from "vitest";
import type { Change } from "@/api/types";
import { numberFormats } from "./number";

const zh = numberFormats("zh");
const en = numberFormats("en");

function change(amount: number, relative: number | null): Change {
  return { amount, relative, direction: "up", tone: "good", gap: null };
}

describe("a big number", () => {
  test.each([
    [318_400, "31.8万", "318.4K"],
    [49_488, "49,488", "49,488"],
    [1_284_300, "128.4万", "1.3M"],
    [210_500_000, "2.1亿", "210.5M"],
    [0, "0", "0"],
    [-1234, "−1,234", "−1,234"],
  ])("%d is %s in Chinese and %s in English", (value, chinese, english) => {
    expect(zh.big(value, "listeners")).toBe(chinese);
    expect(en.big(value, "listeners")).toBe(english);
  });

  test("of something that is not counted keeps a decimal", () => {
    expect(en.big(14.63, "tasks")).toBe("14.6");
    expect(en.big(0.0374, "tasks")).toBe("0.037");
  });

  test("of money has its sign", () => {
    expect(zh.big(1_284_300, "CNY")).toBe("¥128.4万");
    expect(en.big(12.5, "USD")).toBe("$12.50");
  });
});

describe("a share", () => {
  test("is a percentage with one decimal", () => expect(en.big(0.6789, "share")).toBe("67.9%"));
  test("near 0 and 1 has two", () => {
    expect(en.big(0.9962, "share")).toBe("99.62%");
    expect(en.big(0.0074, "share")).toBe("0.74%");
  });
  test("changes in points, never in percent of percent", () => {
    expect(zh.changeSize(change(-0.0032, null), "share")).toBe("0.32 pp");
    expect(zh.signed(-0.0032, "share")).toBe("−0.32 pp");
  });
  test("that hardly changes says so instead of 0.00", () =>
    expect(en.changeSize(change(0.00001, null), "share")).toBe("<0.01 pp"));
});

describe("a change", () => {
  test("is relative where that has a meaning", () =>
    expect(en.changeSize(change(290, 0.00589), "listeners")).toBe("0.6%"));
  test("from nothing is told in the unit", () => expect(en.changeSize(change(290, null), "listeners")).toBe("290"));
  test("too small for a decimal says so", () => expect(en.changeSize(change(1, 0.0001), "listeners")).toBe("<0.1%"));
  test("carries its sign where no arrow stands beside it", () => {
    expect(en.signed(334, "listeners")).toBe("+334");
    expect(en.signed(-67.4, "listeners")).toBe("−67");
    expect(en.signed(1.54, "listeners")).toBe("+1.5");
    expect(en.signed(-0.0123, "starts")).toBe("−0.012");
    expect(zh.signed(-128_000, "listeners")).toBe("−12.8万");
  });
});

test("the exact value is the number itself", () => expect(en.exact(0.123456789)).toBe("0.123456789"));
test("an axis is as short as it can be", () => {
  expect(zh.axis(45_000, "listeners")).toBe("4.5万");
  expect(en.axis(45_000, "listeners")).toBe("45K");
  expect(en.axis(0.3, "share")).toBe("30%");
});
test("a tooltip has every digit of a count", () => expect(en.tooltip(1_284_300, "listeners")).toBe("1,284,300"));

describe("a person may prefer", () => {
  const latin = numberFormats("zh", "latin");
  const full = numberFormats("zh", "full");
  test.each([
    [318_400, "318.4K", "318,400"],
    [1_284_300, "1.3M", "1,284,300"],
    [49_488, "49,488", "49,488"],
  ])("%d as %s or as %s", (value, short, whole) => {
    expect(latin.big(value, "listeners")).toBe(short);
    expect(full.big(value, "listeners")).toBe(whole);
  });
  test("the same on axes, in changes and in money", () => {
    expect(latin.axis(45_000, "listeners")).toBe("45K");
    expect(full.axis(45_000, "listeners")).toBe("45,000");
    expect(latin.signed(-128_000, "listeners")).toBe("−128.0K");
    expect(full.signed(-128_000, "listeners")).toBe("−128,000");
    expect(latin.big(1_284_300, "CNY")).toBe("¥1.3M");
  });
  test("and shares stay percentages", () => expect(full.big(0.6789, "share")).toBe("67.9%"));
});

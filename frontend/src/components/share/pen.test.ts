import { expect, test } from "vitest";
import { breakLines, fitLine, type Pen } from "./pen";

// Every letter is ten wide.
const pen = { measure: (text: string) => [...text].length * 10 } as unknown as Pen;
const style = { size: 10 };

test("English breaks between words, Chinese between any two letters", () => {
  expect(breakLines(pen, "Weekly listeners on days", style, 170, 2)).toEqual(["Weekly listeners", "on days"]);
  expect(breakLines(pen, "每周听歌超过三天的用户数", style, 70, 2)).toEqual(["每周听歌超过三", "天的用户数"]);
});

test("what does not fit into the last line ends in an ellipsis", () => {
  expect(breakLines(pen, "每周听歌超过三天的用户数", style, 50, 2)).toEqual(["每周听歌超", "过三天的…"]);
  expect(fitLine(pen, "short", style, 50)).toBe("short");
  expect(fitLine(pen, "longer", style, 50)).toBe("long…");
});

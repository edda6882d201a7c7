import { expect, test } from "vitest";
import { piecesOf } from "./highlight";

const told = (code: string, language: "sql" | "yaml"): [string, string][] =>
  piecesOf(code, language).flatMap(({ text, kind }) => (kind ? [[kind, text] as [string, string]] : []));

test("nothing of a text is lost", () => {
  const code = "SELECT 'it''s' -- 'note'\nFROM \"a b\" WHERE x > 1.5";
  expect(
    piecesOf(code, "sql")
      .map(({ text }) => text)
      .join(""),
  ).toBe(code);
});

test("words, texts, numbers and comments of SQL are told apart", () => {
  expect(told("SELECT x2 FROM t WHERE a = 'from 1' AND b > 10 -- by", "sql")).toEqual([
    ["word", "SELECT"],
    ["word", "FROM"],
    ["word", "WHERE"],
    ["text", "'from 1'"],
    ["word", "AND"],
    ["number", "10"],
    ["comment", "-- by"],
  ]);
});

test("keys of YAML are told from what they hold", () => {
  expect(told('- name: weekly # 周\n  where: days >= 3\n  of: {value: 0.25, x: "a: b"}', "yaml")).toEqual([
    ["word", "name"],
    ["comment", "# 周"],
    ["word", "where"],
    ["number", "3"],
    ["word", "of"],
    ["word", "value"],
    ["number", "0.25"],
    ["word", "x"],
    ["text", '"a: b"'],
  ]);
});

import { describe, expect, test } from "vitest";
import type { UnexplainedPart } from "@/api/types";
import { link, page } from "./made";
import { aroundOf, showTree, usualLevels, type Folding } from "./shown";
import { wide } from "./made";

const LINKS = [
  link("star", "active", 10),
  link("star", "share", 30),
  link("active", "new", -4),
  link("active", "back", 14),
  link("share", "lists"),
  link("share", "back"),
];
const REST: UnexplainedPart = {
  parent: "active",
  contribution: 2,
  share: 0.05,
  weight: 0.1,
  reason: { en: "broken", zh: "不成立" },
};

const show = (folding: Partial<Folding> = {}, mode: "values" | "contribution" = "values", rests = [REST]) =>
  showTree(page(LINKS, { unexplained: rests }), mode, { levels: 9, folded: [], revealed: new Set(), ...folding });
const ids = (shown: ReturnType<typeof show>): string[] => shown.rows.map((row) => row.id);

describe("what is shown of a tree", () => {
  test("a driver of two metrics stands once, under the first, and keeps both links", () => {
    const shown = show();
    expect(ids(shown)).toEqual(["star", "active", "new", "back", "? active", "share", "lists"]);
    expect(shown.links.filter((each) => each.child === "back")).toHaveLength(2);
  });

  test("what stays unexplained is the last row below the metric at which it stays", () => {
    const row = show().rows.find((each) => each.id === "? active");
    expect(row).toMatchObject({ rest: REST, depth: 2, position: 3, siblings: 3 });
  });

  test("contribution mode goes from what added most to what took most away, the unknown last", () => {
    expect(ids(show({}, "contribution"))).toEqual(["star", "share", "lists", "active", "back", "new", "? active"]);
  });

  test("levels fold what lies deeper, with how much that is", () => {
    const shown = show({ levels: 2 });
    expect(ids(shown)).toEqual(["star", "active", "share"]);
    expect(shown.rows.map((row) => [row.below, row.folded])).toEqual([
      [5, false],
      [2, true],
      [1, true],
    ]);
    expect(shown.links.map((each) => each.child)).toEqual(["active", "share"]);
  });

  test("one metric is folded alone, or opened below a folded level", () => {
    expect(ids(show({ folded: ["active"] }))).toEqual(["star", "active", "share", "lists"]);
    expect(ids(show({ levels: 2, folded: ["share"] }))).toEqual(["star", "active", "share", "lists"]);
  });

  test("what is looked for is shown, whatever is folded above it", () => {
    expect(ids(show({ levels: 1, revealed: new Set(["lists"]) }))).toEqual(["star", "active", "share", "lists"]);
  });

  test("around a metric are the ways to the North Star and its own drivers", () => {
    expect([...aroundOf("back", LINKS)].toSorted()).toEqual(["? back", "active", "back", "share", "star"]);
    expect([...aroundOf("share", LINKS)].toSorted()).toEqual(["? share", "back", "lists", "share", "star"]);
  });

  test("a large tree opens three levels at first", () => {
    expect(usualLevels(wide(300, 3))).toBe(3);
    expect(usualLevels(wide(40, 3))).toBe(9);
  });
});

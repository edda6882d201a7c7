import { describe, expect, test } from "vitest";
import { layOut } from "./layout";
import { card, link, page, wide } from "./made";
import { showTree } from "./shown";
import { walk } from "./walk";

const ALL = { levels: 9, folded: [], revealed: new Set<string>() };
const LINKS = [
  link("star", "active"),
  link("star", "share"),
  link("active", "new"),
  link("active", "back"),
  link("share", "lists"),
];
const ROOM = { width: 1000, height: 800 };
const BESIDE = [card("crashes", "guardrail"), card("revenue", "outcome")];
const { rows } = showTree(page(LINKS), "values", ALL);
const layout = layOut(rows, BESIDE, ROOM);

const middle = (name: string): number =>
  layout.spots.get(name)!.y + (name === "star" ? layout.star : layout.card).height / 2;

describe("the layout", () => {
  test("a parent stands in the middle of its children", () => {
    expect(middle("active")).toBe((middle("new") + middle("back")) / 2);
    expect(middle("star")).toBe((middle("active") + middle("share")) / 2);
  });

  test("children stand one column to the right of their parent", () => {
    expect(layout.spots.get("new")!.x).toBeGreaterThan(layout.spots.get("active")!.x + layout.card.width);
    expect(layout.spots.get("lists")!.x).toBe(layout.spots.get("new")!.x);
  });

  test.each([
    ["a small tree", rows],
    ["a tree of 300", showTree(wide(300, 3), "values", ALL).rows],
    ["a chain of 300", showTree(wide(300, 1), "values", ALL).rows],
  ])("no two cards overlap in %s", (_, shown) => {
    const { spots, card: size } = layOut(shown, [], ROOM);
    expect(spots.size).toBe(shown.length);
    const all = [...spots.values()];
    for (const x of new Set(all.map((spot) => spot.x))) {
      const ys = all.filter((spot) => spot.x === x).map((spot) => spot.y);
      ys.sort((a, b) => a - b);
      for (const [index, y] of ys.entries())
        expect(y - (ys[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(size.height);
    }
  });

  test("guardrails stand below the North Star and outcomes above it", () => {
    expect(layout.spots.get("crashes")!.y).toBeGreaterThan(layout.spots.get("star")!.y + layout.star.height);
    expect(layout.spots.get("revenue")!.y).toBeLessThan(layout.spots.get("star")!.y);
  });

  test("cards grow into a wide room, up to a point", () => {
    const narrow = layOut(rows, [], { width: 500, height: 800 });
    const broad = layOut(rows, [], { width: 5000, height: 800 });
    expect(narrow.card.width).toBe(204);
    expect(broad.card.width).toBe(260);
  });
});

describe("walking with the arrow keys", () => {
  test.each([
    ["star", "ArrowRight", "active"],
    ["active", "ArrowLeft", "star"],
    ["lists", "ArrowLeft", "share"],
    ["active", "ArrowDown", "share"],
    ["new", "ArrowDown", "back"],
    ["star", "ArrowDown", "crashes"],
    ["star", "ArrowUp", "revenue"],
    ["back", "Home", "star"],
    ["star", "End", "lists"],
  ] as const)("from %s, %s leads to %s", (from, arrow, to) => {
    expect(walk(from, arrow, rows, layout)).toBe(to);
  });

  test("ends at the edge of the tree", () => {
    expect(walk("new", "ArrowRight", rows, layout)).toBeUndefined();
    expect(walk("star", "ArrowLeft", rows, layout)).toBeUndefined();
  });
});

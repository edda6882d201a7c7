import { describe, expect, test } from "vitest";
import type { TreeCard, TreeLink } from "@/api/types";
import { layOut } from "./layout";
import { walk } from "./walk";

const link = (parent: string, child: string): TreeLink => ({
  parent,
  child,
  kind: "identity",
  contribution: null,
  weight: 0,
  tone: "neutral",
});
const card = (metric: string, lane: TreeCard["lane"] = "tree"): TreeCard => ({ metric, lane }) as TreeCard;

const LINKS = [
  link("star", "active"),
  link("star", "share"),
  link("active", "new"),
  link("active", "back"),
  link("share", "lists"),
];
const CARDS = ["star", "active", "share", "new", "back", "lists"].map((name) => card(name));
const ROOM = { width: 1000, height: 800 };
const layout = layOut("star", [...CARDS, card("crashes", "guardrail"), card("revenue", "outcome")], LINKS, ROOM);

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

  test("no two cards overlap", () => {
    const spots = [...layout.spots];
    for (const [a, one] of spots) {
      for (const [b, other] of spots) {
        if (a === b || one.x !== other.x) continue;
        expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(layout.card.height);
      }
    }
  });

  test("guardrails stand below the North Star and outcomes above it", () => {
    expect(layout.spots.get("crashes")!.y).toBeGreaterThan(layout.spots.get("star")!.y + layout.star.height);
    expect(layout.spots.get("revenue")!.y).toBeLessThan(layout.spots.get("star")!.y);
  });

  test("a driver of two metrics stands once, under the first", () => {
    const shared = layOut("star", CARDS, [...LINKS, link("share", "back")], ROOM);
    expect(shared.spots.size).toBe(6);
    expect(shared.spots.get("back")!.y).toBeGreaterThan(shared.spots.get("new")!.y);
  });

  test("cards grow into a wide room, up to a point", () => {
    const narrow = layOut("star", CARDS, LINKS, { width: 500, height: 800 });
    const wide = layOut("star", CARDS, LINKS, { width: 5000, height: 800 });
    expect(narrow.card.width).toBe(204);
    expect(wide.card.width).toBe(260);
  });
});

describe("walking with the arrow keys", () => {
  test.each([
    ["star", "ArrowRight", "active"],
    ["active", "ArrowLeft", "star"],
    ["active", "ArrowDown", "share"],
    ["new", "ArrowDown", "back"],
    ["star", "ArrowDown", "crashes"],
    ["star", "ArrowUp", "revenue"],
  ] as const)("from %s, %s leads to %s", (from, arrow, to) => {
    expect(walk(from, arrow, LINKS, layout)).toBe(to);
  });

  test("ends at the edge of the tree", () => {
    expect(walk("new", "ArrowRight", LINKS, layout)).toBeUndefined();
    expect(walk("star", "ArrowLeft", LINKS, layout)).toBeUndefined();
  });
});

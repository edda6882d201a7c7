import { expect, test } from "vitest";
import { METRIC, pathTo, readPath, TREE } from "./paths";

test("an address is read as it was written", () => {
  expect(readPath(METRIC, pathTo(METRIC, { metric: "周活跃/听众 & co" }))).toEqual({ metric: "周活跃/听众 & co" });
  expect(readPath(TREE, pathTo(TREE))).toEqual({});
});

test("another page's address, an empty name and half a character are no match", () => {
  for (const path of ["/", "/metrics", "/metrics/", "/metrics/a/b", "/why/a", "/metrics/%E4"]) {
    expect(readPath(METRIC, path)).toBeNull();
  }
});

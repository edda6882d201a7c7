import { expect, test } from "vitest";
import { secondsOf, stopsOf } from "./stops";

test("a wall shows the pages it was asked for, in that order, and passes over what there is not", () => {
  expect(stopsOf(["tree", "nonsense", "star"], "wau")).toEqual(["/tree", "/"]);
});

test("without a North Star there is no page that says why it moved", () => {
  expect(stopsOf(["star", "why"], null)).toEqual(["/"]);
});

test("a page stays half a minute unless told otherwise, 0 is for ever, and never less than two seconds", () => {
  expect([undefined, "45", "0", "1"].map(secondsOf)).toEqual([30, 45, 0, 2]);
});

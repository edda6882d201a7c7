import { expect, test } from "vitest";
import { NULL, splitPick, writePick } from "./picks";

test("a pick is read as it was written, colons of the value and all", () => {
  expect(splitPick(writePick("url", "https://a:80/b"))).toEqual(["url", "https://a:80/b"]);
  expect(splitPick(writePick("渠道", null))).toEqual(["渠道", NULL]);
});

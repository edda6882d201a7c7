import { expect, test } from "vitest";
import { size } from "./size";

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1_400, "1.4 kB"],
  [200_000_000, "200 MB"],
  [1_050_000_000, "1.1 GB"],
])("%d bytes are written as %s", (bytes, text) => expect(size(bytes, "en")).toBe(text));

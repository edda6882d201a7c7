import { expect, test } from "vitest";
import { CATALOGUES, speechIn } from "./language";

const blanks = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

test("both languages have the same keys", () => {
  expect(Object.keys(CATALOGUES.zh)).toEqual(Object.keys(CATALOGUES.en));
});

test.each(Object.entries(CATALOGUES.en))("%s has the same blanks in both languages", (key, text) => {
  expect(blanks(CATALOGUES.zh[key as keyof typeof CATALOGUES.zh])).toEqual(blanks(text));
});

test("Chinese texts use Chinese punctuation", () => {
  const wrong = Object.values(CATALOGUES.zh).filter((text) =>
    /[\u4e00-\u9fff][,;:!?(]|[,;:!?)][\u4e00-\u9fff]/.test(text),
  );
  expect(wrong).toEqual([]);
});

test("blanks are filled, and what the server says is said in the language in force", () => {
  const { t, say } = speechIn("zh");
  expect(t("versus", { period: "第46周" })).toBe("较第46周");
  expect(say({ en: "Week 46", zh: "第46周" })).toBe("第46周");
});

test("every text is used", () => {
  const sources = import.meta.glob(["../**/*.{ts,tsx}", "!./*.ts"], { query: "?raw", import: "default", eager: true });
  const code = Object.values(sources).join("\n");
  // A key may be put together, as in t(`status.${status}`).
  const made = [...code.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1]!);
  const unused = Object.keys(CATALOGUES.en).filter(
    (key) => !code.includes(`"${key}"`) && !made.some((start) => key.startsWith(start)),
  );
  expect(unused).toEqual([]);
});

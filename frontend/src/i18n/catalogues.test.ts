import { expect, test } from "vitest";
import { CATALOGUES, speechIn } from "./language";
import type { Texts } from "./texts";

const OF_PAGES = Object.entries(
  import.meta.glob<Texts<string>>("../**/texts.ts", { import: "texts", eager: true }),
).filter(([path]) => path !== "./texts.ts");
const ALL: [string, Texts<string>][] = [["core", CATALOGUES], ...OF_PAGES];

const blanks = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

test.each(ALL)("both languages of %s have the same keys, and each the same blanks", (_, texts) => {
  expect(Object.keys(texts.zh)).toEqual(Object.keys(texts.en));
  for (const [key, text] of Object.entries(texts.en))
    expect([key, blanks(texts.zh[key] ?? "")]).toEqual([key, blanks(text)]);
});

test.each(ALL)("Chinese texts of %s use Chinese punctuation", (_, texts) => {
  const wrong = Object.values(texts.zh).filter((text) => /[\u4e00-\u9fff][,;:!?(]|[,;:!?)][\u4e00-\u9fff]/.test(text));
  expect(wrong).toEqual([]);
});

test("blanks are filled, and what the server says is said in the language in force", () => {
  const { t, say } = speechIn("zh");
  expect(t("versus", { period: "第46周" })).toBe("较第46周");
  expect(say({ en: "Week 46", zh: "第46周" })).toBe("第46周");
});

test("every text is used", () => {
  const sources = import.meta.glob(["../**/*.{ts,tsx}", "!./*.ts", "!../**/texts.ts"], {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const code = Object.values(sources).join("\n");
  // A key may be put together, as in t(`status.${status}`).
  const made = [...code.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1]!);
  const unused = ALL.flatMap(([, texts]) => Object.keys(texts.en)).filter(
    (key) => !code.includes(`"${key}"`) && !made.some((start) => key.startsWith(start)),
  );
  expect(unused).toEqual([]);
});

/** The tree as a picture, for paper: every card that is shown, with its value and what it added. */
import type { TreePage } from "@/api/types";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { layOut, type Layout } from "./layout";
import type { Row } from "./shown";
import { texts } from "./texts";
import type { TreeView } from "./useTreeView";
import styles from "./TreePicture.module.css";

// The shape of a page: cards and gaps grow into it.
const PAPER = { width: 1400, height: 900 };
const MARGIN = 8;
const LETTERS = { zh: 13, en: 24 };

export function TreePicture({ page, view }: { page: TreePage; view: TreeView }) {
  const { say, language } = useSpeech();
  const tx = useTexts(texts);
  const numbers = useNumbers();
  const { shown } = view;
  const layout = layOut(shown.rows, [], PAPER);
  const box = boundsOf(shown.rows, layout);
  const named = (row: Row): string => short(row.card ? say(row.card.label) : tx("unexplained"), LETTERS[language]);
  const told = (row: Row): string => {
    if (!row.card) return row.rest?.contribution ? numbers.signed(row.rest.contribution, page.unit) : "–";
    const { reading, unit, draft } = row.card;
    if (draft) return tx("draft");
    return reading.value === null ? "–" : numbers.big(reading.value, unit);
  };
  return (
    <svg className={styles.picture} viewBox={box.join(" ")} role="img" aria-label={tx("tree.picture")}>
      {shown.rows.map((row, index) => (
        <g key={row.id}>
          <Line row={row} parent={parentOf(shown.rows, index)} layout={layout} />
          <Box row={row} layout={layout} name={named(row)} value={told(row)} />
          {row.link && row.link.contribution !== null && (
            <text {...below(row, layout)} textAnchor="end" className={styles.added}>
              {numbers.signed(row.link.contribution, page.unit)}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

interface Drawn {
  row: Row;
  layout: Layout;
}

function Box({ row, layout, name, value }: Drawn & { name: string; value: string }) {
  const { x, y } = layout.spots.get(row.id) ?? { x: 0, y: 0 };
  const { width, height } = row.depth === 0 ? layout.star : layout.card;
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect className={styles.box} data-draft={row.card?.draft ?? true} width={width} height={height} rx="8" />
      <text x="12" y="30" className={styles.name}>
        {name}
      </text>
      <text x="12" y="68" className={styles.value}>
        {value}
      </text>
    </g>
  );
}

function Line({ row, parent, layout }: Drawn & { parent: Row | undefined }) {
  if (!parent) return null;
  const from = layout.spots.get(parent.id) ?? { x: 0, y: 0 };
  const to = layout.spots.get(row.id) ?? { x: 0, y: 0 };
  const size = parent.depth === 0 ? layout.star : layout.card;
  const start = { x: from.x + size.width, y: from.y + size.height / 2 };
  const end = { x: to.x, y: to.y + layout.card.height / 2 };
  const bend = (start.x + end.x) / 2;
  const path = `M${start.x} ${start.y}C${bend} ${start.y} ${bend} ${end.y} ${end.x} ${end.y}`;
  return <path className={styles.line} data-kind={row.link?.kind ?? "rest"} d={path} />;
}

function below(row: Row, { spots, card }: Layout): { x: number; y: number } {
  const { x, y } = spots.get(row.id) ?? { x: 0, y: 0 };
  return { x: x + card.width - 12, y: y + 68 };
}

function parentOf(rows: readonly Row[], index: number): Row | undefined {
  const depth = rows[index]?.depth ?? 0;
  return rows.slice(0, index).findLast((row) => row.depth === depth - 1);
}

function boundsOf(rows: readonly Row[], { spots, card, star }: Layout): number[] {
  const places = rows.map((row) => spots.get(row.id) ?? { x: 0, y: 0 });
  const top = Math.min(...places.map((spot) => spot.y)) - MARGIN;
  const right = Math.max(star.width, ...places.map((spot) => spot.x + card.width)) + 2 * MARGIN;
  const bottom = Math.max(...places.map((spot) => spot.y)) + star.height + MARGIN;
  return [-MARGIN, top, right, bottom - top];
}

function short(text: string, letters: number): string {
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
}

/** Numbers as the tables of this page write them; what is not known is a dash. */
import { isShare, type Unit } from "@/format/number";
import { useNumbers } from "@/i18n";

export interface Changed {
  change: number | null;
  relative: number | null;
}

export interface Cells {
  amount: (value: number | null) => string;
  part: (share: number | null) => string;
  signed: (value: number | null) => string;
  /** A change as a person compares segments: in per cent, of a share in points. */
  changed: (changed: Changed) => string;
}

const NOTHING = "–";

export function useCells(unit: Unit): Cells {
  const numbers = useNumbers();
  const signed = (value: number | null): string => (value === null ? NOTHING : numbers.signed(value, unit));
  return {
    amount: (value) => (value === null ? NOTHING : numbers.table(value, unit)),
    part: (share) => (share === null ? NOTHING : numbers.part(share)),
    signed,
    changed: ({ change, relative }) => {
      if (change === null) return NOTHING;
      const size = { amount: change, relative, direction: null, tone: "neutral", gap: null } as const;
      if (isShare(unit) || relative === null) return signed(change);
      return `${change > 0 ? "+" : change < 0 ? "−" : ""}${numbers.changeSize(size, unit)}`;
    },
  };
}

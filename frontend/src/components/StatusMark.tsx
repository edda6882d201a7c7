/** Status as a shape; its colour only repeats what the shape says. */
import type { ReactNode } from "react";
import type { Status } from "@/api/types";
import { useSpeech, type MessageKey } from "@/i18n";
import styles from "./StatusMark.module.css";

const STROKE = { fill: "none", stroke: "var(--surface)", strokeWidth: 1.5 } as const;

const SHAPES: Record<Status, ReactNode> = {
  ok: (
    <>
      <circle cx="6" cy="6" r="6" fill="currentColor" />
      <path d="M3.400 6.200 5.300 8l3.400-3.900" {...STROKE} />
    </>
  ),
  risk: (
    <>
      <path d="M6 .6 11.800 11H.2Z" fill="currentColor" />
      <path d="M6 4.200v3.200M6 8.600v1.100" {...STROKE} />
    </>
  ),
  off: (
    <>
      <path d="m6 0 6 6-6 6-6-6Z" fill="currentColor" />
      <path d="m4.200 4.200 3.600 3.600M7.800 4.200 4.200 7.800" {...STROKE} />
    </>
  ),
  unknown: (
    <>
      <rect x="0.500" y="0.500" width="11" height="11" rx="2" fill="currentColor" />
      <path d="M4.300 4.600a1.700 1.700 0 1 1 2.500 1.500c-.5.300-.8.500-.8 1M6 8.700v1" {...STROKE} />
    </>
  ),
  none: <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" strokeWidth="1.600" strokeDasharray="2 2" />,
};

/** In the order of the legend. */
export const STATUSES: readonly Status[] = ["ok", "risk", "off", "unknown", "none"];

export function statusText(status: Status): MessageKey {
  return `status.${status}`;
}

/** `silent` where the text stands beside it. */
export function StatusMark({ status, silent = false }: { status: Status; silent?: boolean }) {
  const { t } = useSpeech();
  const named = silent ? { "aria-hidden": true } : { "role": "img", "aria-label": t(statusText(status)) };
  return (
    <svg className={styles.mark} data-status={status} viewBox="0 0 12 12" {...named}>
      {!silent && <title>{t(statusText(status))}</title>}
      {SHAPES[status]}
    </svg>
  );
}

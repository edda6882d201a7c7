/** One guardrail or outcome: status by shape, value, limit, change, the shape of its latest values. */
import { memo } from "react";
import type { SideMetric, Status } from "@/api/types";
import { Delta } from "@/components/Delta";
import { Figure } from "@/components/Figure";
import { Sparkline } from "@/components/Sparkline";
import { StatusMark } from "@/components/StatusMark";
import { useDrawn } from "@/components/useDrawn";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { METRIC, pathTo } from "@/router/paths";
import { texts } from "./texts";
import styles from "./SideCard.module.css";

export interface SideCardProps {
  side: SideMetric;
  guards: boolean;
  period: string;
}

export const SideCard = memo(function SideCard({ side, guards, period }: SideCardProps) {
  const { t, say } = useSpeech();
  const told = useTexts(texts);
  useDrawn(side.metric);
  const { status } = side;
  const other = side.period && side.period.start !== period ? say(side.period.short) : null;
  const notes = [
    guards ? (side.limit ? told("star.limit", { limit: side.limit }) : told("star.limit.none")) : null,
    side.watches && told("star.watches", { metric: say(side.watches) }),
    other,
  ];
  return (
    <Link
      className={styles.side}
      path={pathTo(METRIC, { metric: side.metric })}
      data-side={side.metric}
      data-status={status}
    >
      <span className={styles.name}>
        {guards && <StatusMark status={status} silent />}
        <span>{say(side.label)}</span>
      </span>
      <span className={styles.value}>
        <Figure reading={side.reading} unit={side.unit} />
      </span>
      <span className={styles.change}>
        <Delta change={side.change} unit={side.unit} />
        {!guards && <small>{side.owner?.name ?? t("panel.owner.none")}</small>}
      </span>
      <span className={styles.spark}>
        <Sparkline values={side.spark} />
      </span>
      <span className={styles.note}>
        {guards && judged(status) && <b>{told(`star.limit.${status}`)}</b>}
        {notes.filter(Boolean).join(" · ")}
      </span>
    </Link>
  );
});

function judged(status: Status): status is Exclude<Status, "none"> {
  return status !== "none";
}

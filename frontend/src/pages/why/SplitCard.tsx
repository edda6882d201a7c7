/** The exact split as a waterfall; where there is none, why. */
import type { WhyPage } from "@/api/types";
import { Card } from "@/components/Card";
import controls from "@/components/controls.module.css";
import { Waterfall } from "@/components/panel/Waterfall";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSearch, goTo, useSearch } from "@/router/location";
import { pathTo, WHY } from "@/router/paths";
import { texts } from "./texts";
import styles from "./SplitCard.module.css";

export function SplitCard({ why }: { why: WhyPage }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const search = useSearch();
  const { period, versus } = why;
  const title =
    period && versus ? told("why.split", { versus: say(versus.short), period: say(period.short) }) : say(why.label);
  const follow = (metric: string): void => goTo(pathTo(WHY, { metric }), { ...search, dim: undefined });
  return (
    <Card title={title} note={why.steps.length > 0 && told("why.split.note")} name="split">
      {why.steps.length > 0 ? (
        <div className={styles.waterfall}>
          <Waterfall page={why} onSelect={follow} />
        </div>
      ) : (
        <Nothing why={why} />
      )}
    </Card>
  );
}

function Nothing({ why }: { why: WhyPage }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  if (why.told === "split" || why.told === "no_data") return null;
  const reason = why.told === "nothing_now" ? why.reading.reason : why.previous.reason;
  return (
    <div className={styles.nothing} data-told={why.told}>
      <p>{told(`why.told.${why.told}`, { reason: reason ? say(reason) : "" })}</p>
      {why.told === "partial" && (
        <button
          type="button"
          className={`${controls.button} no-print`}
          onClick={() => changeSearch({ at: undefined, versus: undefined })}
        >
          {told("why.told.latest")}
        </button>
      )}
    </div>
  );
}

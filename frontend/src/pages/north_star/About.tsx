/** What exactly is counted, who answers for it, and how fresh it is. */
import { memo } from "react";
import { useProject } from "@/api/queries";
import type { Owner, Words } from "@/api/types";
import { moment, plainDay } from "@/format/day";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./About.module.css";

export const About = memo(function About({ definition, owner }: { definition: Words; owner: Owner | null }) {
  const { t, say } = useSpeech();
  const told = useTexts(texts);
  return (
    <footer className={styles.about}>
      <p>
        <b>{told("star.definition")}</b> <Code text={say(definition)} />
      </p>
      <p>
        <b>{told("star.owner")}</b>{" "}
        {owner ? [owner.name, owner.team && say(owner.team)].filter(Boolean).join(" · ") : t("panel.owner.none")}
      </p>
      <Stamp />
    </footer>
  );
});

function Stamp() {
  const { t, language } = useSpeech();
  const { data } = useProject();
  if (!data) return null;
  const { data_through, computed_at } = data.freshness;
  return (
    <p>
      {[
        data_through && t("fresh.through", { day: plainDay(data_through, language) }),
        computed_at && t("fresh.computed", { moment: moment(computed_at, data.timezone, language) }),
      ]
        .filter(Boolean)
        .join(" · ")}
    </p>
  );
}

/** What stands between backticks is code. */
function Code({ text }: { text: string }) {
  return text.split("`").map((part, index) => {
    // eslint-disable-next-line react/no-array-index-key -- the parts of one text never change places
    return index % 2 ? <code key={index}>{part}</code> : part;
  });
}

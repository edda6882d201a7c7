/** Says that the server is not heard any more, since when, and how old what is shown is; goes away by itself. */
import { useEffect, useState } from "react";
import type { Live } from "@/api/live";
import { useProject } from "@/api/queries";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { moment, plainDay } from "@/format/day";
import { useSpeech } from "@/i18n";
import styles from "./OfflineBanner.module.css";

// A server that starts anew is back within seconds: nobody needs to be told.
const PATIENCE_MS = 4_000;
const TRYING_MS = 1_500;

export function OfflineBanner({ live }: { live: Live }) {
  const [lasting, setLasting] = useState(false);
  const offline = live.connection === "offline";
  useEffect(() => {
    if (!offline) return undefined;
    const timer = setTimeout(() => setLasting(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [offline]);
  return offline && lasting ? <Banner live={live} /> : null;
}

function Banner({ live }: { live: Live }) {
  const { t, language } = useSpeech();
  const project = useProject().data;
  const [trying, setTrying] = useState(false);
  useEffect(() => {
    if (!trying) return undefined;
    const timer = setTimeout(() => setTrying(false), TRYING_MS);
    return () => clearTimeout(timer);
  }, [trying]);
  const through = project?.freshness.data_through;
  const since =
    live.heardAt !== null && project
      ? t("offline.since", { moment: moment(new Date(live.heardAt).toISOString(), project.timezone, language) })
      : t("offline");
  const retry = (): void => {
    setTrying(true);
    live.retry();
  };
  return (
    <div className={styles.banner} role="alert" data-offline="">
      <Icon name="warning" />
      <p>
        <strong>{since}</strong>{" "}
        {project && (through ? t("offline.shown.through", { day: plainDay(through, language) }) : t("offline.shown"))}
      </p>
      <button type="button" className={`${controls.button} no-print`} onClick={retry} disabled={trying}>
        {t(trying ? "offline.trying" : "error.retry")}
      </button>
    </div>
  );
}

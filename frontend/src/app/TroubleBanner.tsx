/** Says why the numbers cannot be brought up to date; what was computed before is still shown. */
import { useProject } from "@/api/queries";
import { Icon } from "@/components/Icon";
import { plainDay } from "@/format/day";
import { useSpeech } from "@/i18n";
import styles from "./OfflineBanner.module.css";

export function TroubleBanner() {
  const { t, language } = useSpeech();
  const project = useProject().data;
  if (!project?.trouble) return null;
  const { message, hint, where } = project.trouble;
  const through = project.freshness.data_through;
  return (
    <div className={styles.banner} role="alert" data-trouble="">
      <Icon name="warning" />
      <p>
        <strong>{t("trouble")}</strong>{" "}
        {through ? t("trouble.shown.through", { day: plainDay(through, language) }) : t("trouble.shown")}{" "}
        <span lang="en">
          {where && (
            <code>
              {where.file}
              {where.line !== null && `:${where.line}`}
            </code>
          )}{" "}
          {message}
          {hint && ` – ${hint}`}
        </span>
      </p>
    </div>
  );
}

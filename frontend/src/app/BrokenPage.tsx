/** Shown in the place of a page that could not be drawn. */
import controls from "@/components/controls.module.css";
import { EmptyNotice } from "@/components/Notice";
import { useSpeech } from "@/i18n";

export function BrokenPage() {
  const { t } = useSpeech();
  return (
    <EmptyNotice title={t("error")} hint={t("error.broken")}>
      <button type="button" className={controls.button} onClick={() => location.reload()}>
        {t("error.retry")}
      </button>
    </EmptyNotice>
  );
}

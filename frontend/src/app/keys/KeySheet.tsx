/** `?`: every shortcut on one sheet. */
import { Dialog } from "@/components/Dialog";
import { useSpeech } from "@/i18n";
import { KeyList } from "./KeyList";
import styles from "./KeySheet.module.css";

export default function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useSpeech();
  return (
    <Dialog label={t("keys")} onClose={onClose}>
      <div className={styles.sheet}>
        <h2>{t("keys")}</h2>
        <KeyList />
        {/* The first stop of the focus, and a way out for a pointer. */}
        <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
          {t("close")}
        </button>
      </div>
    </Dialog>
  );
}

/** Something is coming: a quiet block of the size of what will stand there. */
import { useSpeech } from "@/i18n";
import styles from "./Skeleton.module.css";

export function Skeleton({ height }: { height: number | string }) {
  return <div className={styles.block} style={{ height }} />;
}

/** A whole page is coming. */
export function LoadingPage() {
  const { t } = useSpeech();
  return (
    <div className={styles.page} role="status" aria-label={t("loading")} aria-busy="true">
      <Skeleton height="100%" />
    </div>
  );
}

export function Loading({ blocks }: { blocks: readonly number[] }) {
  const { t } = useSpeech();
  return (
    <div className={styles.stack} role="status" aria-label={t("loading")} aria-busy="true">
      {blocks.map((height, index) => (
        // eslint-disable-next-line react/no-array-index-key -- the blocks never change places
        <Skeleton key={index} height={height} />
      ))}
    </div>
  );
}

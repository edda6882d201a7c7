/** A button that makes an image of a card, to be copied or saved. What draws it arrives when it is asked for. */
import { lazy, Suspense } from "react";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { Popover } from "@/components/Popover";
import { Skeleton } from "@/components/Skeleton";
import { useTexts } from "@/i18n/texts";
import type { SharedCard } from "./shared";
import { texts } from "./texts";
import styles from "./ShareImage.module.css";

const SharePreview = lazy(() => import("./SharePreview"));

export function ShareImage({ card }: { card: SharedCard }) {
  const told = useTexts(texts);
  return (
    <span className={`${styles.place} no-print`}>
      <Popover
        label={told("image")}
        align="end"
        buttonClass={`${controls.button} ${controls.square} ${styles.button}`}
        button={<Icon name="image" />}
      >
        <Suspense fallback={<Skeleton height={200} />}>
          <SharePreview card={card} />
        </Suspense>
      </Popover>
    </span>
  );
}

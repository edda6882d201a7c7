/** The rows that are seen, as a file: every number in full. */
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { Popover } from "@/components/Popover";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { downloadAddress, type Question } from "../queries";
import { texts } from "./texts";
import styles from "./Explorer.module.css";

const FORMATS = [
  ["csv", "CSV"],
  ["xlsx", "Excel"],
  ["parquet", "Parquet"],
] as const;

export function Downloads({ question }: { question: Question }) {
  const { language } = useSpeech();
  const t = useTexts(texts);
  return (
    <Popover
      label={t("metric.download")}
      align="end"
      buttonClass={controls.button ?? ""}
      button={
        <>
          <Icon name="download" />
          {t("metric.download")}
        </>
      }
    >
      <ul className={styles.formats}>
        {FORMATS.map(([format, name]) => (
          <li key={format}>
            <a href={downloadAddress(question, format, language)} download>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </Popover>
  );
}

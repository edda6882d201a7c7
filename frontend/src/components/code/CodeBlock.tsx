/** Code to be read and copied: words of the language, texts and comments are told apart. */
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { tell } from "@/components/Toast";
import { useTexts } from "@/i18n/texts";
import { piecesOf, type CodeLanguage } from "./highlight";
import { texts } from "./texts";
import styles from "./CodeBlock.module.css";

export interface CodeBlockProps {
  label: string;
  code: string;
  language: CodeLanguage;
}

export function CodeBlock({ label, code, language }: CodeBlockProps) {
  const t = useTexts(texts);
  const copy = (): void => void navigator.clipboard.writeText(code).then(() => tell(t("code.copied")));
  return (
    <div className={styles.block}>
      <button type="button" className={`${controls.button} ${styles.copy} no-print`} onClick={copy}>
        <Icon name="copy" />
        {t("code.copy")}
      </button>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <pre tabIndex={0} role="region" aria-label={label}>
        <code>
          {piecesOf(code, language).map(({ text, kind }, index) =>
            kind ? (
              // eslint-disable-next-line react/no-array-index-key -- the pieces of one text never change places
              <span key={index} data-code={kind}>
                {text}
              </span>
            ) : (
              text
            ),
          )}
        </code>
      </pre>
    </div>
  );
}

/** The language, and how large numbers are written, with numbers as they look now. */
import { speak } from "@/app/actions";
import { Card } from "@/components/Card";
import { NUMBER_STYLES, numberFormats } from "@/format/number";
import { useNumbers, useSpeech, type Language } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { changeSettings, useSettings } from "@/settings/settings";
import { Choice } from "./Choice";
import { texts } from "./texts";
import styles from "./Speaking.module.css";

const LANGUAGES: readonly Language[] = ["zh", "en"];
const COUNT = 1_284_300;

export function Speaking() {
  const { language } = useSpeech();
  const own = useTexts(texts);
  const { numbers } = useSettings();
  return (
    <Card title={own("speech")} name="speech">
      <Choice
        legend={own("language")}
        name="page-language"
        value={language}
        options={LANGUAGES.map((each) => ({ value: each, text: own(`language.${each}`) }))}
        onChoose={speak}
      />
      <Choice
        legend={own("numbers")}
        name="page-numbers"
        value={numbers}
        options={NUMBER_STYLES.map((style) => ({
          value: style,
          text: own(`numbers.${style}`),
          example: numberFormats(language, style).big(COUNT, null),
        }))}
        onChoose={(style) => changeSettings({ numbers: style })}
      />
      <Examples />
    </Card>
  );
}

function Examples() {
  const own = useTexts(texts);
  const { language } = useSpeech();
  const numbers = useNumbers();
  const money = language === "zh" ? "CNY" : "USD";
  const rows = [
    ["example.count", numbers.big(COUNT, null)],
    ["example.money", numbers.big(318_400.5, money)],
    ["example.change", numbers.signed(-128_000, null)],
    ["example.axis", numbers.axis(45_000, null)],
    ["example.share", numbers.big(0.6789, "share")],
    ["example.share.change", numbers.signed(0.0032, "share")],
  ] as const;
  return (
    <div className={styles.examples}>
      <h3>{own("examples")}</h3>
      <dl>
        {rows.map(([name, text]) => (
          <div key={name}>
            <dt>{own(name)}</dt>
            <dd className="number">{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

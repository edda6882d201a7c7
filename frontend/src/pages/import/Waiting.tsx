/** Nobody knows how long it takes: the seconds say that it goes on. */
import { useEffect, useState } from "react";
import { useTexts } from "@/i18n/texts";
import { texts, type Own } from "./texts";
import styles from "./Waiting.module.css";

export function Waiting({ text }: { text: Own }) {
  const own = useTexts(texts);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const clock = setInterval(() => setSeconds((now) => now + 1), 1000);
    return () => clearInterval(clock);
  }, []);
  const told = own(text, { seconds });
  return (
    <span className={styles.waiting} aria-busy="true">
      {told} <progress aria-label={told} />
    </span>
  );
}

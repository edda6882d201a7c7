/** Short messages at the bottom of the page: `tell("Copied")`. */
import { useEffect, useState } from "react";
import styles from "./Toast.module.css";

const SHOWN_MS = 2200;
let show: (text: string) => void = () => undefined;

export function tell(text: string): void {
  show(text);
}

export function Toast() {
  const [text, setText] = useState("");
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    show = (next) => {
      clearTimeout(timer);
      setText(next);
      timer = setTimeout(() => setText(""), SHOWN_MS);
    };
    return () => {
      clearTimeout(timer);
      show = () => undefined;
    };
  }, []);
  return (
    <div className={styles.toast} role="status" data-shown={text !== ""}>
      {text}
    </div>
  );
}

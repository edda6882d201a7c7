/** Short messages at the bottom of the page: `tell("Copied")`; longer ones offer something to do. */
import { useEffect, useState } from "react";
import styles from "./Toast.module.css";

const SHOWN_MS = 2200;
const OFFERED_MS = 10_000;

export interface Offer {
  label: string;
  run: () => void;
}

let show: (text: string, offer?: Offer) => void = () => undefined;

export function tell(text: string, offer?: Offer): void {
  show(text, offer);
}

export function Toast() {
  const [text, setText] = useState("");
  const [offer, setOffer] = useState<Offer>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    show = (next, offered) => {
      clearTimeout(timer);
      setText(next);
      setOffer(offered);
      timer = setTimeout(() => setText(""), offered ? OFFERED_MS : SHOWN_MS);
    };
    return () => {
      clearTimeout(timer);
      show = () => undefined;
    };
  }, []);
  const take = (): void => {
    setText("");
    offer?.run();
  };
  return (
    <div className={styles.toast} role="status" data-shown={text !== ""}>
      {text}
      {text !== "" && offer && (
        <button type="button" onClick={take}>
          {offer.label}
        </button>
      )}
    </div>
  );
}

/** One of a few: radio buttons under a legend, each with an example where that says more than its name. */
import styles from "./Choice.module.css";

export interface Option<Value extends string> {
  value: Value;
  text: string;
  example?: string;
}

export interface ChoiceProps<Value extends string> {
  legend: string;
  name: string;
  value: Value;
  options: readonly Option<Value>[];
  onChoose: (value: Value) => void;
  note?: string;
}

export function Choice<Value extends string>({ legend, name, value, options, onChoose, note }: ChoiceProps<Value>) {
  return (
    <fieldset className={styles.choice}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChoose(option.value)} />
          <span>{option.text}</span>
          {option.example && <span className={`${styles.example} number`}>{option.example}</span>}
        </label>
      ))}
      {note && <p>{note}</p>}
    </fieldset>
  );
}

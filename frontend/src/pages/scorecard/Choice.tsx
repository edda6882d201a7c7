/** One of several by name: the browser's own list, which works with every keyboard and on every phone. */
import styles from "./Toolbar.module.css";

export interface ChoiceProps {
  label: string;
  value: string;
  options: readonly { value: string; text: string }[];
  empty?: string; // chosen while nothing is
  onChoose: (value: string) => void;
}

export function Choice({ label, value, options, empty, onChoose }: ChoiceProps) {
  return (
    <select
      className={styles.choice}
      aria-label={label}
      value={value}
      data-chosen={empty !== undefined && value !== ""}
      onChange={(event) => onChoose(event.target.value)}
    >
      {empty !== undefined && <option value="">{empty}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}

/** The first rows of the file, as they stand in it. */
import type { ImportPage } from "@/api/types";
import { Card } from "@/components/Card";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./Preview.module.css";

export function Preview({ page }: { page: ImportPage }) {
  const own = useTexts(texts);
  return (
    <Card title={own("preview")} note={own("preview.note")} name="preview">
      {/* It scrolls by itself: the keyboard must reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above */}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={own("preview")}>
        <table>
          <thead>
            <tr>
              {page.columns.map((column) => (
                <th key={column.name} scope="col">
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.head.map((row, index) => (
              // eslint-disable-next-line react/no-array-index-key -- rows have no name, and never change places
              <tr key={index}>
                {row.map((cell, place) => (
                  <td key={page.columns[place]?.name}>
                    {cell ?? <span className={styles.empty}>{own("preview.null")}</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

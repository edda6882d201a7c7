/** ⌘K: find a metric by either name or by its owner, change the period's length, or do something. */
import { Command } from "cmdk";
import { useProject } from "@/api/queries";
import { Dialog } from "@/components/Dialog";
import { useSpeech } from "@/i18n";
import { PAGES } from "@/pages/pages";
import { changeSearch, goTo, useSearch } from "@/router/location";
import { GRAINS } from "@/router/search";
import { useActions } from "./actions";
import { chooseGrain } from "./useShortcuts";
import styles from "./Palette.module.css";

export default function Palette({ onClose }: { onClose: () => void }) {
  const { t, say } = useSpeech();
  const project = useProject();
  const actions = useActions();
  const search = useSearch();
  const choose = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <Dialog label={t("search")} onClose={onClose}>
      <Command label={t("search")} loop className={styles.palette}>
        <Command.Input autoFocus className={styles.input} placeholder={t("search.hint")} />
        <Command.List className={styles.list}>
          <Command.Empty className={styles.empty}>{t("search.none")}</Command.Empty>
          <Command.Group heading={t("search.metrics")}>
            {project.data?.metrics.map(({ metric, label, owner, role }) => (
              <Command.Item
                key={metric}
                value={metric}
                keywords={[label.zh, label.en, owner?.name ?? ""]}
                onSelect={choose(() => changeSearch({ metric }))}
              >
                <span>{say(label)}</span>
                <small>
                  {t(`role.${role}`)}
                  {owner && ` · ${owner.name}`}
                </small>
              </Command.Item>
            ))}
          </Command.Group>
          <Command.Group heading={t("nav")}>
            {PAGES.filter(({ path }) => !path.includes("{")).map(({ path, title }) => (
              <Command.Item
                key={path}
                value={`page ${path}`}
                keywords={[t(title)]}
                onSelect={choose(() => goTo(path, search))}
              >
                <span>{t(title)}</span>
              </Command.Item>
            ))}
          </Command.Group>
          <Command.Group heading={t("search.grains")}>
            {GRAINS.map((grain) => (
              <Command.Item
                key={grain}
                value={`grain ${grain}`}
                keywords={[t(`grain.${grain}`)]}
                onSelect={choose(() => chooseGrain(grain))}
              >
                <span>{t(`grain.${grain}`)}</span>
                <kbd>{grain.charAt(0)}</kbd>
              </Command.Item>
            ))}
          </Command.Group>
          <Command.Group heading={t("search.actions")}>
            {actions.map(({ id, text, act, key }) => (
              <Command.Item key={id} value={`action ${id}`} keywords={[text]} onSelect={choose(act)}>
                <span>{text}</span>
                {key && <kbd>{key}</kbd>}
              </Command.Item>
            ))}
          </Command.Group>
        </Command.List>
      </Command>
    </Dialog>
  );
}

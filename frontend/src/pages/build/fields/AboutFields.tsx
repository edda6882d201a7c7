/** What a metric is called, what it is for, who answers for it. */
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Pair, Pick, Write } from "./controls";
import { useEditing } from "../editing";
import { texts } from "./texts";

export function AboutFields() {
  const own = useTexts(texts);
  const { say } = useSpeech();
  const { choices, form, change, suggestedName } = useEditing();
  const role = choices.roles.find((each) => each.role === form.role);
  const teamOf = (id: string | null): string => {
    const team = choices.teams.find((each) => each.id === id);
    return team ? ` · ${say(team.label)}` : "";
  };
  return (
    <>
      <Pair>
        <Write
          at="label"
          label={own("label.zh")}
          lang="zh"
          value={form.label.zh}
          onWrite={(zh) => change({ label: { ...form.label, zh } })}
        />
        <Write
          at="label.en"
          label={own("label.en")}
          lang="en"
          value={form.label.en}
          onWrite={(en) => change({ label: { ...form.label, en } })}
        />
      </Pair>
      <Write
        at="name"
        label={own("name")}
        hint={own("name.hint")}
        code
        value={form.name}
        placeholder={suggestedName ?? ""}
        onWrite={(name) => change({ name })}
      />
      <Pick
        at="owner"
        label={own("owner")}
        value={form.owner}
        none={own("owner.none")}
        options={choices.people.map((each) => ({ value: each.id, text: `${each.name}${teamOf(each.team)}` }))}
        onPick={(owner) => change({ owner })}
      />
      <Pick
        at="role"
        label={own("role")}
        {...(role ? { hint: say(role.meaning) } : {})}
        value={form.role}
        options={choices.roles.map((each) => ({ value: each.role, text: say(each.label) }))}
        onPick={(picked) => change({ role: picked ?? "input" })}
      />
    </>
  );
}

/** Why it matters, in words. */
export function WordFields() {
  const own = useTexts(texts);
  const { form, change } = useEditing();
  return (
    <>
      <Write
        at="value"
        label={own("value.zh")}
        hint={own("value.hint")}
        lang="zh"
        lines
        value={form.value.zh}
        onWrite={(zh) => change({ value: { ...form.value, zh } })}
      />
      <Write
        at="value.en"
        label={own("value.en")}
        lang="en"
        lines
        value={form.value.en}
        onWrite={(en) => change({ value: { ...form.value, en } })}
      />
      <Write
        at="description"
        label={own("description.zh")}
        lang="zh"
        lines
        value={form.description.zh}
        onWrite={(zh) => change({ description: { ...form.description, zh } })}
      />
      <Write
        at="description.en"
        label={own("description.en")}
        lang="en"
        lines
        value={form.description.en}
        onWrite={(en) => change({ description: { ...form.description, en } })}
      />
    </>
  );
}

/** The sections of the form, from the question to the words. */
import { EmptyNotice } from "@/components/Notice";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { useEditing } from "./editing";
import { AboutFields, WordFields } from "./fields/AboutFields";
import { MeaningFields } from "./fields/MeaningFields";
import { KindPicker } from "./KindPicker";
import { KIND_FIELDS } from "./kinds/table";
import { Sheet } from "./Sheet";
import { texts } from "./texts";

export function FormSheets() {
  const own = useTexts(texts);
  const { say } = useSpeech();
  const { choices, form } = useEditing();
  const kind = choices.kinds.find((each) => each.kind === form.type);
  const Fields = KIND_FIELDS[form.type];
  return (
    <>
      <Sheet title={own("section.kind")}>
        <KindPicker />
      </Sheet>
      <Sheet title={own("section.what")} {...(kind ? { note: say(kind.answers) } : {})}>
        {Fields ? <Fields /> : <EmptyNotice title={own("kind.none")} hint="" />}
      </Sheet>
      <Sheet title={own("section.about")}>
        <AboutFields />
      </Sheet>
      <Sheet title={own("section.meaning")}>
        <MeaningFields />
      </Sheet>
      <Sheet title={own("section.words")}>
        <WordFields />
      </Sheet>
    </>
  );
}

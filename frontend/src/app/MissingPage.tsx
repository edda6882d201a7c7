/** An address that no page has. */
import { EmptyNotice } from "@/components/Notice";
import { useSpeech } from "@/i18n";
import { Link } from "@/router/Link";

export function MissingPage() {
  const { t } = useSpeech();
  return (
    <EmptyNotice title={t("empty.page")} hint="">
      <Link path="/">{t("empty.page.back")}</Link>
    </EmptyNotice>
  );
}

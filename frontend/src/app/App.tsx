/** The board: language, shortcuts, shell, and the page that the address names. */
import { Suspense, useEffect, useMemo } from "react";
import { useProject } from "@/api/queries";
import { useLive } from "@/api/live";
import { Boundary } from "@/components/Boundary";
import { LoadingPage } from "@/components/Skeleton";
import { Toast } from "@/components/Toast";
import { LanguageContext } from "@/i18n";
import { HTML_LANGUAGE, rememberedLanguage } from "@/i18n/language";
import { pageAt } from "@/pages/pages";
import { usePlace } from "@/router/location";
import { BrokenPage } from "./BrokenPage";
import { MissingPage } from "./MissingPage";
import { Overlays } from "./Overlays";
import { Shell } from "./Shell";

export function App() {
  const { path, search } = usePlace();
  const project = useProject();
  const live = useLive();
  const language = search.lang ?? rememberedLanguage() ?? project.data?.locale ?? "zh";
  const found = useMemo(() => pageAt(path), [path]);
  // The same element for as long as the address names the same page: a heartbeat draws no page again.
  const content = useMemo(() => (found ? <found.page.Component params={found.params} /> : <MissingPage />), [found]);

  useEffect(() => {
    document.documentElement.lang = HTML_LANGUAGE[language];
  }, [language]);
  useEffect(() => {
    document.documentElement.toggleAttribute("data-tv", search.tv === "1");
  }, [search.tv]);
  useEffect(() => {
    if (project.data) document.title = `${project.data.name} · 北辰 Beichen`;
  }, [project.data]);

  return (
    <LanguageContext value={language}>
      <Shell page={found?.page} live={live}>
        <Boundary key={path} fallback={<BrokenPage />}>
          <Suspense fallback={<LoadingPage />}>{content}</Suspense>
        </Boundary>
      </Shell>
      <Boundary fallback={null}>
        <Overlays />
      </Boundary>
      <Toast />
    </LanguageContext>
  );
}

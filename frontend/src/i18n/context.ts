/** The language in force below a place in the page. */
import { createContext } from "react";
import type { Language } from "./language";

export const LanguageContext = createContext<Language>("zh");

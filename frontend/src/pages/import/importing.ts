/** The import page's questions and deeds: hand a file in, look at its proposal and plan, confirm, load, take back. */
import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { ask, ProblemError } from "@/api/client";
import { send } from "@/api/send";
import type {
  ImportApplied,
  ImportChoices,
  ImportPage,
  ImportPlanned,
  ImportStart,
  ImportLoaded,
  Problem,
  ImportUpload,
} from "@/api/types";

export interface Reading {
  sheet?: string;
  encoding?: string;
}

export function useImportStart(): UseQueryResult<ImportStart, ProblemError> {
  return useQuery<ImportStart, ProblemError>({
    queryKey: ["pages/import"],
    queryFn: ({ signal }) => ask<ImportStart>("pages/import", {}, signal),
  });
}

export function useProposal(upload: string, reading: Reading): UseQueryResult<ImportPage, ProblemError> {
  return useQuery<ImportPage, ProblemError>({
    queryKey: ["pages/import", upload, reading],
    queryFn: ({ signal }) => ask<ImportPage>(`pages/import/${upload}`, { ...reading }, signal),
  });
}

export const PLAN = "import plan";

/** What choices would write; the plan before stays while another is made. */
export function usePlan(
  upload: string,
  sheet: string | null,
  choices: ImportChoices,
): UseQueryResult<ImportPlanned, ProblemError> {
  return useQuery<ImportPlanned, ProblemError>({
    queryKey: [PLAN, upload, sheet, choices],
    queryFn: () =>
      send<ImportPlanned>({ method: "POST", path: `imports/${upload}/plan${inSheet(sheet)}`, body: choices }),
    placeholderData: keepPreviousData,
  });
}

export function confirmImport(
  upload: string,
  sheet: string | null,
  choices: ImportChoices,
  { tag, author }: { tag: string; author: string | null },
): Promise<ImportApplied> {
  const asked = inSheet(sheet, author ? { author } : {});
  return send({ method: "POST", path: `imports/${upload}/apply${asked}`, body: choices, seen: `"${tag}"` });
}

export function loadImport(upload: string): Promise<ImportLoaded> {
  return send({ method: "POST", path: `imports/${upload}/load` });
}

export function undoImport(upload: string): Promise<ImportUpload> {
  return send({ method: "POST", path: `imports/${upload}/undo` });
}

/** Lets go of a file; that it stays a day longer when this fails matters to nobody. */
export function discardUpload(upload: string): void {
  void fetch(`/api/v1/imports/${upload}`, { method: "DELETE", headers: { "content-type": "application/json" } }).catch(
    () => undefined,
  );
}

export interface Sending {
  done: Promise<ImportUpload>;
  cancel: () => void;
}

/** Sends a file as it is. `fetch` would not say how far it is. */
export function sendFile(file: File, onProgress: (share: number) => void): Sending {
  const request = new XMLHttpRequest();
  const done = new Promise<ImportUpload>((resolve, reject) => {
    request.open("POST", `/api/v1/imports?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("accept", "application/json");
    request.upload.addEventListener("progress", (event) => onProgress(event.total ? event.loaded / event.total : 0));
    request.addEventListener("load", () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as ImportUpload);
      else reject(new ProblemError(problemIn(request.responseText)));
    });
    request.addEventListener("error", () => reject(new ProblemError(null)));
    request.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}

function problemIn(text: string): Problem | null {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return null;
  }
}

function inSheet(sheet: string | null, more: Record<string, string> = {}): string {
  const text = new URLSearchParams({ ...(sheet ? { sheet } : {}), ...more }).toString();
  return text && `?${text}`;
}

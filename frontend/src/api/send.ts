/** Asks the API to change something; a refusal is a `ProblemError` that says what to do. */
import { ProblemError } from "./client";
import type { Problem } from "./types";

export interface Writing {
  method: "POST" | "PUT" | "DELETE";
  path: string;
  body?: object;
  seen?: string; // the ETag of what is changed, as it was last seen
}

export async function send<Document>({ method, path, body = {}, seen }: Writing): Promise<Document> {
  const headers: Record<string, string> = { "accept": "application/json", "content-type": "application/json" };
  if (seen !== undefined) headers["if-match"] = seen;
  const response = await fetch(`/api/v1/${path}`, { method, headers, body: JSON.stringify(body) }).catch(() => null);
  if (!response) throw new ProblemError(null);
  if (!response.ok) throw new ProblemError((await response.json()) as Problem);
  return (await response.json()) as Document;
}

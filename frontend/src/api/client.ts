/** Asks the API for a document; an error is always a `ProblemError` with what to do about it. */
import type { Problem } from "./types";

export class ProblemError extends Error {
  readonly problem: Problem | null; // null when the server did not answer at all

  constructor(problem: Problem | null) {
    super(problem?.detail ?? "the server does not answer");
    this.name = "ProblemError";
    this.problem = problem;
  }

  /** Asking again may help: the server was not there, or was busy. */
  get passing(): boolean {
    return this.problem === null || this.problem.status >= 500;
  }
}

export type Asked = Record<string, string | undefined>;

let oldest: number | undefined;

/** The lowest version at which one of the documents that were fetched was made; undefined where none says its own. */
export function oldestVersion(): number | undefined {
  return oldest;
}

export async function ask<Document>(path: string, asked: Asked, signal: AbortSignal): Promise<Document> {
  const response = await reach(`/api/v1/${path}${queryOf(asked)}`, signal);
  if (!response.ok) throw new ProblemError((await response.json()) as Problem);
  const version = Number(response.headers.get("x-version") ?? "0");
  if (version > 0) oldest = Math.min(oldest ?? version, version);
  return (await response.json()) as Document;
}

async function reach(address: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, { signal, headers: { accept: "application/json" } });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ProblemError(null);
  }
}

function queryOf(asked: Asked): string {
  const given = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const text = new URLSearchParams(given).toString();
  return text ? `?${text}` : "";
}

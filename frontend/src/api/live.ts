/** The live stream: asks everything again when observations were refreshed, and knows whether the server is there. */
import { useQueryClient } from "@tanstack/react-query";
import { oldestVersion } from "./client";
import { useCallback, useEffect, useRef, useState } from "react";

export type Connection = "connecting" | "live" | "offline";

export interface Live {
  connection: Connection;
  /** When the server was last heard, in milliseconds; null before it was. */
  heardAt: number | null;
  /** Tries again at once, instead of waiting for the next attempt. */
  retry: () => void;
}

// The server beats every ten seconds: after two missed beats it is gone.
const SILENCE_MS = 25_000;
// A browser tries again by itself where the server was not there, but not where it refused.
const REOPEN_MS = 5_000;

export function useLive(): Live {
  const [state, setState] = useState<Omit<Live, "retry">>({ connection: "connecting", heardAt: null });
  const reopen = useRef<() => void>(() => undefined);
  const client = useQueryClient();
  useEffect(() => {
    const listening = listen({
      onVersion: () => void client.invalidateQueries(),
      onHeard: () => setState({ connection: "live", heardAt: Date.now() }),
      onLost: () => setState(({ heardAt }) => ({ connection: "offline", heardAt })),
    });
    reopen.current = listening.reopen;
    return listening.stop;
  }, [client]);
  const retry = useCallback(() => {
    reopen.current();
    // What could not be fetched meanwhile is asked for again, too.
    void client.refetchQueries({ predicate: (query) => query.state.status === "error" });
  }, [client]);
  return { ...state, retry };
}

interface Listener {
  onVersion: (version: number) => void;
  onHeard: () => void;
  onLost: () => void;
}

function listen({ onVersion, onHeard, onLost }: Listener): { reopen: () => void; stop: () => void } {
  let seen: number | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;
  let stream: EventSource | undefined;

  const heard = (): void => {
    clearTimeout(silence);
    silence = setTimeout(onLost, SILENCE_MS);
    onHeard();
  };
  const told = (event: MessageEvent<string>): void => {
    heard();
    const { version } = JSON.parse(event.data) as { version: number };
    // What was fetched before the first word may be older than it.
    const known = seen ?? oldestVersion() ?? version;
    if (version !== known) onVersion(version);
    seen = version;
  };
  const lost = (): void => {
    onLost();
    if (stream?.readyState === EventSource.CLOSED) later = setTimeout(open, REOPEN_MS);
  };
  const stop = (): void => {
    clearTimeout(silence);
    clearTimeout(later);
    stream?.close();
  };
  function open(): void {
    stop();
    stream = new EventSource("/api/v1/events");
    stream.addEventListener("observations", told);
    stream.addEventListener("beat", told);
    stream.addEventListener("open", heard);
    stream.addEventListener("error", lost);
  }

  open();
  addEventListener("online", open);
  return {
    reopen: open,
    stop: () => {
      removeEventListener("online", open);
      stop();
    },
  };
}

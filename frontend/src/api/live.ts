/** The live stream: asks everything again when observations were refreshed, and knows whether the server is there. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

export type Connection = "connecting" | "live" | "offline";

// The server beats every ten seconds: after two missed beats it is gone.
const SILENCE_MS = 25_000;

export function useLive(): Connection {
  const [connection, setConnection] = useState<Connection>("connecting");
  const client = useQueryClient();
  useEffect(
    () =>
      listen({
        onVersion: () => void client.invalidateQueries(),
        onConnection: setConnection,
      }),
    [client],
  );
  return connection;
}

interface Listener {
  onVersion: (version: number) => void;
  onConnection: (connection: Connection) => void;
}

function listen({ onVersion, onConnection }: Listener): () => void {
  let seen: number | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const stream = new EventSource("/api/v1/events");

  const heard = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => onConnection("offline"), SILENCE_MS);
    onConnection("live");
  };
  const told = (event: MessageEvent<string>): void => {
    heard();
    const { version } = JSON.parse(event.data) as { version: number };
    if (seen !== undefined && version !== seen) onVersion(version);
    seen = version;
  };

  stream.addEventListener("observations", told);
  stream.addEventListener("beat", told);
  stream.addEventListener("open", heard);
  stream.addEventListener("error", () => onConnection("offline"));
  return () => {
    clearTimeout(silence);
    stream.close();
  };
}

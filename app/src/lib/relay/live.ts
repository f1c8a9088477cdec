import type { LiveEvent } from "@audifi/relay/protocol";
import { EventParser } from "./event-stream.ts";

export type { LiveEvent };

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 120_000;

export interface LiveOptions {
  /** Masters and coins to hear about; null for all of them. */
  readonly about: readonly string[] | null;
  /** Where an earlier stream broke off. */
  readonly lastEventId: string | null;
  readonly onEvent: (event: LiveEvent) => void;
  readonly onId: (id: string) => void;
}

/**
 * Listens to the relay until it is told to stop. Unlike an `EventSource` it waits longer each time that nobody answers,
 * so that a relay that is away is not knocked at every few seconds by every open page.
 */
export function listen(relayUrl: string, options: LiveOptions): () => void {
  const stopped = new AbortController();
  void keepListening(relayUrl, options, stopped.signal);
  return () => stopped.abort();
}

async function keepListening(relayUrl: string, options: LiveOptions, signal: AbortSignal): Promise<void> {
  let { lastEventId } = options;
  let pause = FIRST_PAUSE;
  const onId = (id: string) => {
    [lastEventId, pause] = [id, FIRST_PAUSE];
    options.onId(id);
  };
  while (!signal.aborted) {
    await listenOnce(relayUrl, { ...options, lastEventId, onId }, signal).catch(() => undefined);
    if (signal.aborted) return;
    // Not all at once when a relay comes back.
    await wait(pause * (0.75 + Math.random() / 2), signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

async function listenOnce(
  relayUrl: string,
  { about, lastEventId, onEvent, onId }: LiveOptions,
  signal: AbortSignal,
): Promise<void> {
  const query = about === null ? "" : `?about=${about.join(",")}`;
  const response = await fetch(`${relayUrl}/v1/live${query}`, {
    credentials: "include",
    headers: {
      accept: "text/event-stream",
      ...(lastEventId === null ? {} : { "last-event-id": lastEventId }),
    },
    signal,
  });
  if (!response.ok || response.body === null) return;
  const parser = new EventParser();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    for (const { id, data } of parser.read(piece.value)) {
      if (id !== "") onId(id);
      onEvent(JSON.parse(data) as LiveEvent);
    }
  }
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

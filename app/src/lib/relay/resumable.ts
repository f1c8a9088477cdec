import type { Pin, TicketState } from "@audifi/relay/protocol";
import type { Hex } from "#lib/format/network.ts";
import { digestOf, RelayError, request, signedTicket, type Upload } from "./pins.ts";

/** All that is needed to go on with an upload after a reload: whoever has it may add to the upload. */
export interface UploadSession {
  readonly relayUrl: string;
  readonly nonce: Hex;
  readonly size: number;
}

export interface Sending {
  readonly signal: AbortSignal;
  /** Bytes that the relay has. */
  readonly onProgress: (sent: number) => void;
  /** Why nothing is being sent at the moment; null when it goes on. */
  readonly onWait: (words: string | null) => void;
}

const SMALLEST_PART = 64 * 1024;
const FIRST_PART = 256 * 1024;
const LARGEST_PART = 8 * 1024 * 1024;
/** A part takes about this long, so that progress is seen and a break costs little. */
const PART_SECONDS = 1.5;
const LONGEST_PAUSE = 15;
const PART_PATIENCE = 120_000;

const OFFLINE = "The connection broke. It goes on by itself as soon as it can.";
const BUSY = "The upload service is busy. It goes on by itself shortly.";

/** Opens an upload with one signature of the account. */
export async function openUpload(relayUrl: string, upload: Upload): Promise<UploadSession> {
  const { ticket, signature } = await signedTicket(relayUrl, upload);
  await request(`${relayUrl}/v1/pins/uploads`, {
    method: "POST",
    headers: { "x-audifi-ticket": ticket.nonce, "x-audifi-signature": signature },
  });
  return { relayUrl, nonce: ticket.nonce, size: ticket.size };
}

export async function forgetUpload({ relayUrl, nonce }: UploadSession): Promise<void> {
  await fetch(`${relayUrl}/v1/pins/uploads/${nonce}`, { method: "DELETE" }).catch(() => null);
}

/** What a part or a question for the offset led to. */
type Step =
  | { readonly offset: number }
  | { readonly cid: string }
  | { readonly wait: string; readonly seconds: number | null };

async function refusal(response: Response): Promise<RelayError> {
  const body = (await response.json().catch(() => null)) as {
    error?: { code: string; message: string };
  } | null;
  return new RelayError(
    body?.error?.code ?? "relay.failed",
    body?.error?.message ?? "The upload service refused the file.",
  );
}

function waiting(response: Response): Step {
  const seconds = Number(response.headers.get("retry-after"));
  return { wait: BUSY, seconds: seconds > 0 ? seconds : null };
}

function isTemporary({ status }: Response): boolean {
  return status === 429 || status >= 500;
}

/** Where the relay is with a file. */
async function ask({ relayUrl, nonce }: UploadSession, signal: AbortSignal): Promise<Step> {
  const response = await fetch(`${relayUrl}/v1/pins/uploads/${nonce}`, { method: "HEAD", signal });
  if (isTemporary(response)) return waiting(response);
  if (!response.ok) {
    throw new RelayError("pin.upload_unknown", "The upload was left for too long. It has to begin again.");
  }
  if (response.headers.get("upload-complete") !== "?1") {
    return { offset: Number(response.headers.get("upload-offset")) };
  }
  const { pin } = await request<TicketState>(`${relayUrl}/v1/pins/tickets/${nonce}`, { signal });
  if (pin === null) throw new RelayError("relay.failed", "The upload service does not name the file.");
  return { cid: pin.cid };
}

async function sendPart(
  { relayUrl, nonce, size }: UploadSession,
  file: Blob,
  { offset, length, signal }: { offset: number; length: number; signal: AbortSignal },
): Promise<Step> {
  const response = await fetch(`${relayUrl}/v1/pins/uploads/${nonce}`, {
    method: "PATCH",
    headers: { "content-type": "application/partial-upload", "upload-offset": String(offset) },
    body: file.slice(offset, Math.min(size, offset + length)),
    signal: AbortSignal.any([signal, AbortSignal.timeout(PART_PATIENCE)]),
  });
  if (response.status === 200) return { cid: ((await response.json()) as Pin).cid };
  if (response.status === 202) return { offset: Number(response.headers.get("upload-offset")) };
  if (isTemporary(response)) return waiting(response);
  const problem = await refusal(response);
  if (problem.code === "pin.ticket_busy") return { wait: BUSY, seconds: 2 };
  const moved = response.headers.get("upload-offset");
  if (problem.code === "pin.offset_mismatch" && moved !== null) return { offset: Number(moved) };
  if (problem.code === "pin.ticket_used") return ask({ relayUrl, nonce, size }, signal);
  throw problem;
}

/** Doubles or halves the parts until one takes the time that it should. */
export function nextPart(length: number, seconds: number): number {
  if (seconds < PART_SECONDS / 2) return Math.min(LARGEST_PART, length * 2);
  return seconds > PART_SECONDS * 2 ? Math.max(SMALLEST_PART, length / 2) : length;
}

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
    globalThis.addEventListener?.("online", () => resolve(), { once: true, signal });
  });
}

/**
 * Sends what the relay does not have yet, through broken connections and restarts of the relay, until the file is
 * pinned. Ends with the CID, with a refusal, or with the signal's reason.
 */
export async function sendRest(
  session: UploadSession,
  file: Blob,
  { signal, onProgress, onWait }: Sending,
): Promise<string> {
  let length = FIRST_PART;
  let failures = 0;
  let offset: number | null = null;
  for (;;) {
    const began = Date.now();
    const step: Step = await (
      offset === null ? ask(session, signal) : sendPart(session, file, { offset, length, signal })
    ).catch((error: unknown): Step => {
      if (signal.aborted) throw signal.reason;
      if (error instanceof RelayError && error.code !== "relay.unreachable") throw error;
      return { wait: OFFLINE, seconds: null };
    });
    if ("wait" in step) {
      failures += 1;
      onWait(step.wait);
      await pause(step.seconds ?? Math.min(LONGEST_PAUSE, 2 ** (failures - 2)), signal);
      offset = null;
      continue;
    }
    failures = 0;
    onWait(null);
    if ("cid" in step) {
      onProgress(session.size);
      return step.cid;
    }
    if (offset !== null) length = nextPart(length, (Date.now() - began) / 1000);
    offset = step.offset;
    onProgress(offset);
  }
}

/** Whether what a gateway gives for a CID is this file, for pinning services that cut long files their own way. */
export async function isServed(gateway: string, cid: string, file: Blob): Promise<boolean> {
  const response = await fetch(`${gateway}/ipfs/${cid}`);
  if (!response.ok) return false;
  return (await digestOf(await response.blob())) === (await digestOf(file));
}

import type { ErrorBody, Pin, PinKind, TicketRequest, TicketResponse } from "@audifi/relay/protocol";
import type { Hex } from "#lib/format/network.ts";

export type { PinKind } from "@audifi/relay/protocol";
export type Ticket = TicketResponse["ticket"];

/** The relay said no, or did not answer; its message is written for people. */
export class RelayError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = "RelayError";
    this.code = code;
  }
}

export interface Upload {
  readonly account: Hex;
  readonly kind: PinKind;
  readonly file: Blob;
  /** Asks the account's wallet to sign the ticket. */
  readonly sign: (ticket: Ticket) => Promise<Hex>;
}

const AWAY =
  "The upload service does not answer. What you entered is kept; try again, or use CIDs pinned elsewhere.";

export async function request<Answer>(url: string, init: RequestInit): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch {
    throw new RelayError("relay.unreachable", AWAY);
  }
  const body = (await response.json().catch(() => null)) as Answer | ErrorBody | null;
  if (response.ok && body !== null) return body as Answer;
  const problem = body !== null && typeof body === "object" && "error" in body ? body.error : null;
  throw new RelayError(problem?.code ?? "relay.failed", problem?.message ?? AWAY);
}

export async function digestOf(file: Blob): Promise<Hex> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return `0x${[...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** Asks for a ticket for exactly this file and has it signed. */
export async function signedTicket(
  relayUrl: string,
  { account, kind, file, sign }: Upload,
): Promise<{ ticket: Ticket; signature: Hex }> {
  const wanted: TicketRequest = { account, kind, digest: await digestOf(file), size: file.size };
  const { ticket } = await request<TicketResponse>(`${relayUrl}/v1/pins/tickets`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(wanted),
  });
  if (ticket.digest !== wanted.digest || ticket.size !== wanted.size || ticket.kind !== kind) {
    throw new RelayError(
      "relay.wrong_ticket",
      "The upload service asked to sign something else. Nothing was signed.",
    );
  }
  return { ticket, signature: await sign(ticket) };
}

/** Pins one file: asks for a ticket, has it signed, sends the file. Returns its CID. */
export async function pinFile(relayUrl: string, upload: Upload): Promise<string> {
  const { ticket, signature } = await signedTicket(relayUrl, upload);
  const { cid } = await request<Pin>(`${relayUrl}/v1/pins`, {
    method: "POST",
    headers: {
      "content-type": "application/octet-stream",
      "x-audifi-ticket": ticket.nonce,
      "x-audifi-signature": signature,
    },
    body: upload.file,
  });
  return cid;
}

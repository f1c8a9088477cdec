import type { Hex } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { partialUploadType, type PinKind, type Ticket } from "../../src/protocol/pins.ts";
import { requestTicket, signTicket } from "./relay.ts";

interface Place {
  url: string;
}

export const begin = (relay: Place, ticket: Ticket, signature: Hex): Promise<Response> =>
  fetch(`${relay.url}/v1/pins/uploads`, {
    method: "POST",
    headers: { "x-audifi-ticket": ticket.nonce, "x-audifi-signature": signature },
  });

export const sendPart = (relay: Place, nonce: Hex, offset: number, part: Buffer): Promise<Response> =>
  fetch(`${relay.url}/v1/pins/uploads/${nonce}`, {
    method: "PATCH",
    headers: { "content-type": partialUploadType, "upload-offset": String(offset) },
    body: new Uint8Array(part),
  });

/** What the relay has: "204 100 ?0" is 100 bytes of an unfinished upload. */
export const whereIs = async (relay: Place, nonce: Hex): Promise<string> => {
  const { status, headers } = await fetch(`${relay.url}/v1/pins/uploads/${nonce}`, { method: "HEAD" });
  return [status, headers.get("upload-offset"), headers.get("upload-complete")].filter(Boolean).join(" ");
};

export const forget = (relay: Place, nonce: Hex): Promise<Response> =>
  fetch(`${relay.url}/v1/pins/uploads/${nonce}`, { method: "DELETE" });

/** A ticket, signed and opened. */
export const beginUpload = async (
  relay: Place,
  account: PrivateKeyAccount,
  kind: PinKind,
  file: Buffer,
): Promise<Hex> => {
  const { ticket } = await requestTicket(relay, account, kind, file);
  const response = await begin(relay, ticket, await signTicket(account, ticket));
  if (response.status !== 201) throw new Error(`not begun: ${await response.text()}`);
  return ticket.nonce;
};

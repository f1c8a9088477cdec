import type { NetworkConfig } from "#lib/format/network.ts";
import { pinFile, RelayError, type PinKind } from "#lib/relay/pins.ts";

/** Uploads through the relay. A file that was pinned once is not sent again when a later step has to be repeated. */
export class Uploads {
  /** What is being done, in words; null when nothing is. */
  step = $state<string | null>(null);
  readonly #pinned = new WeakMap<Blob, string>();
  readonly #documents: Record<string, string> = {};

  async pin(network: NetworkConfig, kind: PinKind, file: Blob, words: string): Promise<string> {
    const known = this.#pinned.get(file);
    if (known) return known;
    const cid = await this.#send(network, kind, file, words);
    this.#pinned.set(file, cid);
    return cid;
  }

  /** As `pin`, for documents that are made anew each time: the same text is the same document. */
  async pinDocument(network: NetworkConfig, kind: PinKind, document: Blob, words: string): Promise<string> {
    const text = `${kind}:${await document.text()}`;
    const known = this.#documents[text];
    if (known) return known;
    const cid = await this.#send(network, kind, document, words);
    this.#documents[text] = cid;
    return cid;
  }

  async #send(network: NetworkConfig, kind: PinKind, file: Blob, words: string): Promise<string> {
    if (network.relayUrl === null) {
      throw new RelayError(
        "relay.missing",
        "This deployment has no upload service. Use CIDs pinned elsewhere.",
      );
    }
    this.step = `Uploading ${words}: your wallet asks for a permission that costs nothing.`;
    try {
      const { signingAccount, signTicket } = await import("#lib/chain/sign-ticket.ts");
      const account = signingAccount(network);
      const sign = (ticket: Parameters<typeof signTicket>[1]) => {
        this.step = `Uploading ${words}…`;
        return signTicket(network, ticket);
      };
      return await pinFile(network.relayUrl, { account, kind, file, sign });
    } finally {
      this.step = null;
    }
  }
}

/** A relay's refusal or a closed wallet as an outcome, so that uploading is one step of an action. */
export function outcomeOfUpload(error: unknown) {
  if (error instanceof Error && error.name === "SigningCancelled") return { status: "cancelled" } as const;
  if (error instanceof RelayError) {
    const reason = { title: "The upload did not work", detail: error.message, technical: error.code };
    return { status: "cannot-send", reason } as const;
  }
  throw error;
}

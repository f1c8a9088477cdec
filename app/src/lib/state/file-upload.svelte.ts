import type { NetworkConfig } from "#lib/format/network.ts";
import { cidOfFile } from "#lib/relay/file-cid.ts";
import { RelayError, type PinKind } from "#lib/relay/pins.ts";
import { forgetUpload, isServed, openUpload, sendRest, type UploadSession } from "#lib/relay/resumable.ts";

type Stage = "idle" | "asking" | "sending" | "paused" | "done" | "failed";

/** What a device keeps of an upload, so that it goes on after a reload. */
export interface StoredUpload {
  readonly session: UploadSession | null;
  readonly sent: number;
  readonly cid: string | null;
}

class Paused extends Error {
  override name = "Paused";
}

/** One long file on its way to IPFS: it can pause, and goes on after a broken connection or a reload. */
export class FileUpload {
  stage = $state<Stage>("idle");
  sent = $state(0);
  cid = $state<string | null>(null);
  /** Why it stands still, or why it failed. */
  words = $state<string | null>(null);
  readonly size: number;
  readonly #file: Blob;
  readonly #kind: PinKind;
  readonly #onChange: () => void;
  #session: UploadSession | null;
  #running: Promise<string> | null = null;
  #abort = new AbortController();

  constructor(kind: PinKind, file: Blob, stored: StoredUpload | null, onChange: () => void) {
    this.#kind = kind;
    this.#file = file;
    this.size = file.size;
    this.#onChange = onChange;
    this.#session = stored?.session ?? null;
    this.sent = stored?.sent ?? 0;
    this.cid = stored?.cid ?? null;
    if (this.cid) this.stage = "done";
    else if (this.#session) this.stage = "paused";
  }

  get stored(): StoredUpload {
    return { session: this.#session, sent: this.sent, cid: this.cid };
  }

  /** An upload that was opened goes on without asking the wallet again. */
  get isOpened(): boolean {
    return this.#session !== null;
  }

  /** Uploads what is missing; asks the wallet only when the upload has to be opened. */
  run(network: NetworkConfig): Promise<string> {
    if (this.cid) return Promise.resolve(this.cid);
    this.#running ??= this.#work(network).finally(() => (this.#running = null));
    return this.#running;
  }

  pause(): void {
    this.#abort.abort(new Paused("paused by the person"));
  }

  /** The file is not wanted any more. */
  drop(): void {
    this.pause();
    if (this.#session && !this.cid) void forgetUpload(this.#session);
  }

  async #work(network: NetworkConfig): Promise<string> {
    this.words = null;
    this.#abort = new AbortController();
    try {
      const cid = await this.#send(network);
      await this.#verify(network.gateway, cid);
      this.cid = cid;
      this.stage = "done";
      return cid;
    } catch (error) {
      this.#fail(error);
      throw error;
    } finally {
      this.#onChange();
    }
  }

  async #send(network: NetworkConfig): Promise<string> {
    try {
      return await this.#sendWith(this.#session ?? (await this.#open(network)));
    } catch (error) {
      if (!(error instanceof RelayError) || error.code !== "pin.upload_unknown") throw error;
      // It lay too long, or the relay lost its disk: everything again, with a new permission.
      this.#session = null;
      this.sent = 0;
      return this.#sendWith(await this.#open(network));
    }
  }

  async #open(network: NetworkConfig): Promise<UploadSession> {
    if (network.relayUrl === null) {
      throw new RelayError(
        "relay.missing",
        "This deployment has no upload service. Use CIDs pinned elsewhere.",
      );
    }
    this.stage = "asking";
    const { signingAccount, signTicket } = await import("#lib/chain/sign-ticket.ts");
    this.#session = await openUpload(network.relayUrl, {
      account: signingAccount(network),
      kind: this.#kind,
      file: this.#file,
      sign: (ticket) => signTicket(network, ticket),
    });
    this.#onChange();
    return this.#session;
  }

  #sendWith(session: UploadSession): Promise<string> {
    this.stage = "sending";
    return sendRest(session, this.#file, {
      signal: this.#abort.signal,
      onProgress: (sent) => (this.sent = sent),
      onWait: (words) => (this.words = words),
    });
  }

  /** The contracts will name this CID for ever, so it is not taken on trust. */
  async #verify(gateway: string, cid: string): Promise<void> {
    if (cid === (await cidOfFile(this.#file))) return;
    if (await isServed(gateway, cid, this.#file).catch(() => false)) return;
    this.#session = null;
    throw new RelayError(
      "relay.wrong_cid",
      "The upload service answered with the CID of another file. Nothing was launched; try again.",
    );
  }

  #fail(error: unknown): void {
    const isChoice = error instanceof Paused || (error instanceof Error && error.name === "SigningCancelled");
    this.stage = isChoice ? (this.#session ? "paused" : "idle") : "failed";
    this.words = isChoice ? null : error instanceof Error ? error.message : String(error);
    // What the relay refused has no part to go on with.
    if (this.stage === "failed" && error instanceof RelayError) this.#session = null;
  }
}

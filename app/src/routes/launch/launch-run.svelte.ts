import type { Launch } from "#lib/chain/actions/launch-master.ts";
import type { LaunchNumbers } from "#lib/format/launch.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { findMissing } from "#lib/relay/pinned-elsewhere.ts";
import { Attempt } from "#lib/state/attempt.svelte.ts";
import { outcomeOfUpload } from "#lib/state/uploads.svelte.ts";
import type { LaunchDraft } from "./draft.svelte.ts";
import { metadataDocument, pinned, presaleDocument, type LaunchCids } from "./pin-launch.ts";

const STAND_IN = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";
const STAND_INS: LaunchCids = {
  audioCid: STAND_IN,
  coverCid: STAND_IN,
  metadataCid: STAND_IN,
  presaleCid: STAND_IN,
};

type Stage = "waiting" | "running" | "done" | "failed";
type Key = "check" | "audio" | "cover" | "metadata" | "presale" | "launch";

export interface RunStep {
  readonly key: Key;
  readonly label: string;
  /** What the wallet is asked, if it is. */
  readonly ask: string | null;
  readonly stage: Stage;
}

export interface Agreed {
  readonly artist: { readonly id: string; readonly name: string };
  readonly numbers: LaunchNumbers;
  readonly maxPlatformFee: number;
}

const PERMISSION = "A permission that costs nothing";

/** From the last click to the transaction: checks, uploads what is missing, launches. */
export class LaunchRun {
  readonly attempt = new Attempt();
  #done = $state.raw<readonly Key[]>([]);
  #current = $state<Key | null>(null);
  readonly #draft: LaunchDraft;

  constructor(draft: LaunchDraft) {
    this.#draft = draft;
  }

  /** What will happen, and how far it is. */
  get steps(): readonly RunStep[] {
    const { fields, audio, cover } = this.#draft;
    const isUpload = fields.source === "upload";
    const permission = (slot: typeof audio | typeof cover) =>
      slot.upload?.isOpened || slot.upload?.cid ? null : PERMISSION;
    const all: (readonly [Key, string, string | null, boolean])[] = [
      ["check", "Check the terms with the network", null, true],
      ["audio", "Upload the recording", permission(audio), isUpload],
      ["cover", "Upload the cover", permission(cover), isUpload],
      ["metadata", "Publish title, story and credits", PERMISSION, isUpload],
      ["presale", "Publish the presale list", PERMISSION, isUpload && fields.hasPresale],
      ["launch", "Launch", this.#launchAsks(), true],
    ];
    return all
      .filter(([, , , isNeeded]) => isNeeded)
      .map(([key, label, ask]) => ({ key, label, ask, stage: this.#stageOf(key) }));
  }

  #launchAsks(): string {
    const { coinMarket, fields } = this.#draft;
    const added = coinMarket === null ? "" : fields.coinNative.trim();
    const paid = added === "" ? "" : `${added} ${coinMarket?.symbol ?? ""} for the coin's market and `;
    return `One transaction, for ${paid}the network's fee`;
  }

  get isBusy(): boolean {
    return this.attempt.isBusy;
  }

  #stageOf(key: Key): Stage {
    const { audio, cover } = this.#draft;
    if ((key === "audio" && audio.upload?.cid) || (key === "cover" && cover.upload?.cid)) return "done";
    if (this.#done.includes(key)) return "done";
    if (this.#current !== key) return "waiting";
    return this.attempt.isBusy ? "running" : this.attempt.reason ? "failed" : "waiting";
  }

  /** True when the wallet has sent the launch. */
  async start(network: NetworkConfig, agreed: Agreed): Promise<boolean> {
    if (this.attempt.isBusy) return false;
    this.#done = [];
    this.#current = null;
    return this.attempt.run(`Launching ${this.#draft.fields.title.trim()}`, async () => {
      try {
        return await this.#go(network, agreed);
      } catch (error) {
        if (error instanceof Error && error.name === "Paused") return { status: "cancelled" };
        return outcomeOfUpload(error);
      }
    });
  }

  async #step<T>(key: Key, work: () => Promise<T>): Promise<T> {
    this.#current = key;
    const result = await work();
    this.#done = [...this.#done, key];
    return result;
  }

  async #go(network: NetworkConfig, agreed: Agreed): Promise<Outcome> {
    const { checkLaunch, launchMaster } = await import("#lib/chain/actions/launch-master.ts");
    const root = await this.#root(agreed.numbers);
    const obstacle = await this.#step("check", async () => {
      const { fields, origin } = this.#draft;
      // The registry asks whether a session was locked with this recording.
      const cids = { ...STAND_INS, audioCid: origin?.audioCid ?? STAND_IN };
      const missing = fields.source === "cids" ? await findMissing(network.gateway, fields, root) : null;
      return missing ?? checkLaunch(network, this.#terms(agreed, root, cids));
    });
    if (obstacle) {
      this.#done = [];
      return { status: "cannot-send", reason: obstacle };
    }
    const cids = await this.#pin(network, agreed, root);
    const outcome = await this.#step("launch", () => launchMaster(network, this.#terms(agreed, root, cids)));
    if (outcome.status === "submitted") this.#draft.sent = { hash: outcome.hash, number: null };
    return outcome;
  }

  async #root({ presale }: LaunchNumbers): Promise<Hex | null> {
    if (presale === null) return null;
    const { presaleTree } = await import("#lib/chain/presale.ts");
    return presaleTree(presale.entries).root as Hex;
  }

  async #pin(network: NetworkConfig, { artist, numbers }: Agreed, root: Hex | null): Promise<LaunchCids> {
    const { fields, audio, cover, documents } = this.#draft;
    if (fields.source === "cids") {
      const { audioCid, coverCid, metadataCid, presaleCid } = fields;
      return { audioCid, coverCid, metadataCid, presaleCid: root === null ? null : presaleCid };
    }
    const audioCid = await this.#step("audio", () => pinned(network, audio.upload));
    const coverCid = await this.#step("cover", () => pinned(network, cover.upload));
    const metadata = metadataDocument(this.#draft, artist.name, { audioCid, coverCid });
    const metadataCid = await this.#step("metadata", () =>
      documents.pinDocument(network, "metadata", metadata, "the metadata"),
    );
    const { presale } = numbers;
    if (presale === null || root === null) return { audioCid, coverCid, metadataCid, presaleCid: null };
    const presaleCid = await this.#step("presale", () =>
      documents.pinDocument(network, "presale", presaleDocument(presale, root), "the presale list"),
    );
    return { audioCid, coverCid, metadataCid, presaleCid };
  }

  #terms({ artist, numbers, maxPlatformFee }: Agreed, root: Hex | null, cids: LaunchCids): Launch {
    const { audioCid, coverCid, metadataCid, presaleCid } = cids;
    const { fields, currency, royalties, validator, origin } = this.#draft;
    const { presale, ...rest } = numbers;
    return {
      ...rest,
      ...{ maxPlatformFee, royalties, audioCid, coverCid, metadataCid },
      ...{ artistId: artist.id, studioSession: origin?.session ?? null },
      title: fields.title.trim(),
      currency: currency?.address ?? "0x",
      presale: presale && root && presaleCid ? { start: presale.start, root, listCid: presaleCid } : null,
      validator: validator === "" ? null : validator,
    };
  }
}

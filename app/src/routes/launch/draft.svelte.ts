import type { Launch } from "#lib/chain/actions/launch-master.ts";
import {
  checkLaunchFields,
  ROYALTY_PRESETS,
  type LaunchFields,
  type LaunchNumbers,
  type LaunchProblems,
} from "#lib/format/launch.ts";
import type { Currency, Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { toDateTimeInput } from "#lib/format/time.ts";
import { readAudio, readPicture, SilentRecording, type AudioFacts } from "#lib/state/media.ts";
import { outcomeOfUpload, Uploads } from "#lib/state/uploads.svelte.ts";
import { findMissingFile, pinForLaunch, type LaunchFiles } from "./pin-launch.ts";

const DAY = 24 * 60 * 60;
const MIB = 1024 * 1024;
const LARGEST_AUDIO = 200 * MIB;
const LARGEST_COVER = 10 * MIB;
const SMALLEST_COVER = 300;
const HALF = 5000;
const SILENT = "This recording is silent from beginning to end.";
const UNPLAYABLE = "This file cannot be played. Choose FLAC, WAV, MP3, AAC or Ogg that plays elsewhere.";
const STAND_IN = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

/** The launch form: what was typed and chosen, what is wrong with it, and how it becomes a master. */
export class LaunchDraft {
  fields: LaunchFields = $state({
    title: "",
    description: "",
    genre: "",
    credits: "",
    price: "",
    totalShares: "1000",
    publicShares: "800",
    walletCap: "",
    opens: "at-once",
    start: "",
    end: "",
    hasPresale: false,
    presaleList: "",
    presaleStart: "",
    source: "upload",
    audioCid: "",
    coverCid: "",
    metadataCid: "",
    presaleCid: "",
  });
  currency = $state.raw<Currency | null>(null);
  preset = $state(0);
  validator = $state<Hex | "">("");
  audio = $state.raw<File | null>(null);
  cover = $state.raw<File | null>(null);
  facts = $state.raw<AudioFacts | null>(null);
  problems = $state.raw<LaunchProblems>({});
  isReading = $state(false);
  readonly uploads = new Uploads();

  constructor(now: number, currency: Currency | null) {
    this.currency = currency;
    this.fields.end = now > 0 ? toDateTimeInput(now + 30 * DAY) : "";
    this.fields.start = now > 0 ? toDateTimeInput(now + 7 * DAY) : "";
  }

  async chooseAudio(file: File | null): Promise<void> {
    this.audio = null;
    this.facts = null;
    this.problems = { ...this.problems, audio: undefined };
    if (file === null) return;
    if (file.size > LARGEST_AUDIO) return this.#refuse("audio", "The recording may have at most 200 MiB.");
    this.isReading = true;
    try {
      this.facts = await readAudio(file);
      this.audio = file;
    } catch (error) {
      this.#refuse("audio", error instanceof SilentRecording ? SILENT : UNPLAYABLE);
    } finally {
      this.isReading = false;
    }
  }

  async chooseCover(file: File | null): Promise<void> {
    this.cover = null;
    this.problems = { ...this.problems, cover: undefined };
    if (file === null) return;
    if (file.size > LARGEST_COVER) return this.#refuse("cover", "The cover may have at most 10 MiB.");
    if (!["image/png", "image/jpeg", "image/webp"].includes(file.type)) {
      return this.#refuse("cover", "Choose a PNG, JPEG or WebP picture.");
    }
    try {
      const { width, height } = await readPicture(file);
      if (Math.min(width, height) < SMALLEST_COVER) {
        return this.#refuse("cover", `It is ${width} × ${height} pixels; at least 300 × 300 are needed.`);
      }
      this.cover = file;
    } catch {
      this.#refuse("cover", "This picture cannot be read. Export it again as PNG or JPEG.");
    }
  }

  #refuse(field: "audio" | "cover", problem: string): void {
    this.problems = { ...this.problems, [field]: problem };
  }

  /** Checks everything; the numbers when the form can be launched. */
  check(now: number): LaunchNumbers | null {
    if (this.currency === null) return null;
    const { audio, cover } = this.problems;
    const { problems, numbers } = checkLaunchFields(this.fields, this, this.currency, now);
    if (audio && !this.audio) problems.audio = audio;
    if (cover && !this.cover) problems.cover = cover;
    this.problems = problems;
    return Object.keys(problems).length === 0 ? numbers : null;
  }

  /** Checks the terms against the chain, uploads, then launches. */
  async launch(
    network: NetworkConfig,
    artist: { id: string; name: string },
    numbers: LaunchNumbers & { readonly maxPlatformFee: number },
  ): Promise<Outcome> {
    const { checkLaunch, launchMaster } = await import("#lib/chain/actions/launch-master.ts");
    try {
      const files = await this.#files();
      if ("problem" in files) return { status: "cannot-send", reason: files.problem };
      const missing = await findMissingFile(network.gateway, this.fields);
      if (missing) return { status: "cannot-send", reason: missing };
      const standIn = { audioCid: STAND_IN, coverCid: STAND_IN, metadataCid: STAND_IN, presaleCid: STAND_IN };
      const obstacle = await checkLaunch(network, this.#terms(artist.id, numbers, files, standIn));
      if (obstacle) return { status: "cannot-send", reason: obstacle };
      const cids = await pinForLaunch(network, this.uploads, artist.name, this.fields, files);
      return await launchMaster(network, this.#terms(artist.id, numbers, files, cids));
    } catch (error) {
      return outcomeOfUpload(error);
    }
  }

  async #files(): Promise<LaunchFiles | { problem: { title: string; detail: string } }> {
    const files = { audio: this.audio, cover: this.cover, facts: this.facts };
    if (!this.fields.hasPresale) return { ...files, presale: null };
    const { parsePresaleList, presaleTree } = await import("#lib/chain/presale.ts");
    const list = parsePresaleList(this.fields.presaleList);
    if ("problem" in list)
      return { problem: { title: "The presale list cannot be read", detail: list.problem } };
    return { ...files, presale: { entries: list.entries, root: presaleTree(list.entries).root as Hex } };
  }

  #terms(
    artistId: string,
    numbers: LaunchNumbers & { readonly maxPlatformFee: number },
    { presale }: LaunchFiles,
    cids: { audioCid: string; coverCid: string; metadataCid: string; presaleCid: string | null },
  ): Launch {
    const { audioCid, coverCid, metadataCid, presaleCid } = cids;
    return {
      ...numbers,
      artistId,
      title: this.fields.title.trim(),
      audioCid,
      coverCid,
      metadataCid,
      currency: this.currency?.address ?? "0x",
      // A start of 1 is in the past, which the registry takes as the moment of the launch.
      presale: presale && presaleCid ? { start: 1, root: presale.root, listCid: presaleCid } : null,
      royalties: ROYALTY_PRESETS[this.preset]?.rates ?? ROYALTY_PRESETS[0].rates,
      moverShare: HALF,
      validator: this.validator === "" ? null : this.validator,
    };
  }
}

import { audioFigures, describeAudio, type Finding } from "#lib/format/findings.ts";
import type { LaunchOrigin } from "#lib/format/launch-origin.ts";
import type { TermsWithCoin } from "#lib/format/launch-examples.ts";
import {
  checkLaunchFields,
  problemsOfStep,
  ROYALTY_PRESETS,
  type LaunchFields,
  type LaunchNumbers,
  type LaunchProblems,
  type LaunchStep,
} from "#lib/format/launch.ts";
import type { Currency, Hex } from "#lib/format/network.ts";
import { toDateTimeInput } from "#lib/format/time.ts";
import type { StoredRecord } from "#lib/state/draft-store.ts";
import { readAudio, readCover } from "#lib/state/media.ts";
import { Uploads } from "#lib/state/uploads.svelte.ts";
import { FileSlot, type StoredFile } from "./file-slot.svelte.ts";

const DAY = 24 * 60 * 60;

/** What is shown and published of a recording; samples are measured once and not kept. */
export interface AudioFacts {
  readonly duration: number;
  readonly waveform: readonly number[];
  readonly findings: readonly Finding[];
  readonly figures: readonly { readonly label: string; readonly value: string }[];
}

export interface CoverFacts {
  readonly findings: readonly Finding[];
}

/** A launch that the wallet has sent. */
export interface SentLaunch {
  readonly hash: Hex;
  /** Known once the network has confirmed it. */
  readonly number: number | null;
}

export interface StoredLaunchDraft extends StoredRecord {
  readonly fields: LaunchFields;
  readonly currency: Hex | null;
  readonly preset: number;
  readonly validator: Hex | "";
  readonly artistId: string | null;
  readonly step: LaunchStep;
  readonly audio: StoredFile<AudioFacts> | null;
  readonly cover: StoredFile<CoverFacts> | null;
  readonly sent: SentLaunch | null;
  /** Where it comes from; older drafts know none. */
  readonly origin?: LaunchOrigin | null;
}

const EMPTY: LaunchFields = {
  title: "",
  description: "",
  genre: "",
  credits: "",
  price: "",
  totalShares: "1000",
  publicShares: "800",
  walletCap: "",
  moverShare: "50",
  opens: "at-once",
  start: "",
  end: "",
  hasPresale: false,
  presaleList: "",
  presaleOpens: "at-once",
  presaleStart: "",
  source: "upload",
  audioCid: "",
  coverCid: "",
  metadataCid: "",
  presaleCid: "",
  coinName: "",
  coinSymbol: "",
  coinPrice: "",
  coinNative: "",
};

async function fetchRecording(url: string): Promise<Blob> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the gateway answered ${response.status}`);
  return response.blob();
}

async function readRecording(file: Blob): Promise<AudioFacts> {
  const { type, measure } = await readAudio(file);
  const { duration, waveform } = measure;
  return { duration, waveform, findings: describeAudio(type, measure), figures: audioFigures(type, measure) };
}

/** A launch in the making: what was typed and chosen, and what is wrong with it. */
export class LaunchDraft {
  readonly id: string;
  fields: LaunchFields = $state({ ...EMPTY });
  currency = $state.raw<Currency | null>(null);
  preset = $state(0);
  validator = $state<Hex | "">("");
  artistId = $state<string | null>(null);
  /** What the artist's coin is traded against, where this launch makes it; null where the artist has one already. */
  coinMarket = $state.raw<Currency | null>(null);
  problems = $state.raw<LaunchProblems>({});
  sent = $state.raw<SentLaunch | null>(null);
  /** The locked studio session that the recording comes from. */
  origin = $state.raw<LaunchOrigin | null>(null);
  /** Where the draft was left. */
  step: LaunchStep = "files";
  readonly audio = new FileSlot<AudioFacts>("audio", readRecording);
  readonly cover = new FileSlot<CoverFacts>("cover", async (file) => ({ findings: await readCover(file) }));
  readonly documents = new Uploads();

  constructor(id: string, now: number, currency: Currency | null) {
    this.id = id;
    this.currency = currency;
    this.fields.end = now > 0 ? toDateTimeInput(now + 30 * DAY) : "";
    this.fields.start = now > 0 ? toDateTimeInput(now + 7 * DAY) : "";
    this.fields.presaleStart = now > 0 ? toDateTimeInput(now + 4 * DAY) : "";
  }

  get royalties() {
    return ROYALTY_PRESETS[this.preset]?.rates ?? ROYALTY_PRESETS[0].rates;
  }

  /** Takes over what was decided in the studio; the recording is on IPFS already, and has to be that one. */
  async takeOrigin(origin: LaunchOrigin, gateway: string): Promise<void> {
    this.origin = origin;
    this.artistId = origin.artistId;
    this.fields.title = origin.title;
    this.fields.credits = origin.credits;
    this.fields.audioCid = origin.audioCid;
    const file = await fetchRecording(`${gateway}/ipfs/${origin.audioCid}`);
    const facts = await readRecording(file);
    const upload = { session: null, sent: file.size, cid: origin.audioCid };
    this.audio.restore(file, { name: "The recording that was locked", facts, upload });
  }

  /** Checks everything; the numbers when it can be launched. */
  check(now: number, step: LaunchStep = "review"): LaunchNumbers | null {
    if (this.currency === null) return null;
    const files = { audio: this.audio.file, cover: this.cover.file };
    const { problems, numbers } = this.#checked(files, this.currency, now);
    if (this.audio.problem) problems.audio = this.audio.problem;
    if (this.cover.problem) problems.cover = this.cover.problem;
    if (this.audio.isReading) problems.audio = "The recording is still being listened to.";
    this.problems = problemsOfStep(problems, step);
    return Object.keys(this.problems).length === 0 ? numbers : null;
  }

  /** The terms for live examples; null while they make no sense yet. */
  exampleTerms(now: number, platformFee: number): TermsWithCoin | null {
    if (this.currency === null) return null;
    const files = { audio: true, cover: true };
    const { problems, numbers } = this.#checked(files, this.currency, now);
    if (problems.price || problems.totalShares || problems.publicShares || problems.moverShare) return null;
    const { currency, royalties, coinMarket } = this;
    const hasCoin = numbers.coin !== null && !(problems.coinPrice || problems.coinSymbol);
    const coin = hasCoin && coinMarket ? { terms: numbers.coin, market: coinMarket } : null;
    return { ...numbers, currency, royalties, platformFee, coin };
  }

  #checked(files: { audio: unknown; cover: unknown }, currency: Currency, now: number) {
    return checkLaunchFields(this.fields, files, currency, now, this.coinMarket);
  }

  /** Every file by the name under which it is kept. */
  get files() {
    return [
      ["audio", this.audio.file],
      ["cover", this.cover.file],
    ] as const;
  }

  /** @param read Reads a file that was kept with the draft. */
  async restoreFiles(
    { audio, cover }: StoredLaunchDraft,
    read: (name: string) => Promise<Blob | null>,
  ): Promise<void> {
    const recording = audio && (await read("audio"));
    if (audio && recording) this.audio.restore(recording, audio);
    const picture = cover && (await read("cover"));
    if (cover && picture) this.cover.restore(picture, cover);
  }

  /** Whether anything was entered that would be missed. */
  get isWorthKeeping(): boolean {
    const { title, description, credits, genre, price, audioCid, presaleList } = this.fields;
    const typed = [title, description, credits, genre, price, audioCid, presaleList];
    return this.sent !== null || this.audio.file !== null || this.cover.file !== null || typed.some(Boolean);
  }

  get isReading(): boolean {
    return this.audio.isReading || this.cover.isReading;
  }

  toRecord(owner: string, chainId: number): StoredLaunchDraft {
    return {
      ...{ id: this.id, owner: owner.toLowerCase(), chainId, savedAt: Date.now(), step: this.step },
      fields: $state.snapshot(this.fields),
      currency: this.currency?.address ?? null,
      ...{ preset: this.preset, validator: this.validator, artistId: this.artistId, sent: this.sent },
      ...{ audio: this.audio.stored, cover: this.cover.stored, origin: this.origin },
    };
  }

  restore(record: StoredLaunchDraft, currencies: readonly Currency[]): void {
    this.fields = { ...EMPTY, ...record.fields };
    this.currency = currencies.find(({ address }) => address === record.currency) ?? this.currency;
    this.preset = record.preset;
    this.validator = record.validator;
    this.artistId = record.artistId;
    this.sent = record.sent;
    this.origin = record.origin ?? null;
    this.step = record.step;
  }
}

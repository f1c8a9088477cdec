import type { Coin } from "#lib/format/coin.ts";
import { checkLongText } from "#lib/format/long-text.ts";
import type { Currency, Hex } from "#lib/format/network.ts";
import {
  checkSetup,
  type AccessFields,
  type SetupFields,
  type SetupNumbers,
  type SetupProblems,
} from "#lib/format/studio-setup.ts";
import type { OptionKind } from "#lib/format/studio.ts";
import { toDateTimeInput } from "#lib/format/time.ts";
import type { StoredRecord } from "#lib/state/draft-store.ts";
import type { FileSlot, StoredFile } from "../../launch/file-slot.svelte.ts";
import { mediaSlot, settleText, type MediaFacts } from "../option-upload.svelte.ts";

const DAY = 24 * 60 * 60;

type Slot = FileSlot<MediaFacts>;
type Stored = StoredFile<MediaFacts> | null;

interface StoredOption {
  readonly key: string;
  readonly label: string;
  readonly file: Stored;
  /** A longer text; drafts of older versions have none. */
  readonly text?: string;
}

interface StoredDecision {
  readonly key: string;
  readonly kind: OptionKind;
  readonly question: string;
  readonly bounty: string;
  readonly currency: Hex;
  readonly options: readonly StoredOption[];
}

type TypedFields = AccessFields & { readonly title: string; readonly closing: string };

export interface StoredSetup extends StoredRecord {
  readonly fields: TypedFields;
  readonly artistId: string;
  readonly decisions: readonly StoredDecision[];
  readonly draft: Stored;
  /** The transaction that makes it, once the wallet has sent it. */
  readonly sent: Hex | null;
}

export class OptionSetup {
  readonly key: string;
  label = $state("");
  /** A longer text behind the label, where options are texts. */
  text = $state("");
  readonly slot: Slot;

  constructor(kind: OptionKind, key: string = crypto.randomUUID()) {
    this.key = key;
    this.slot = mediaSlot(kind);
  }
}

export class DecisionSetup {
  readonly key: string;
  kind = $state<OptionKind>("audio");
  question = $state("");
  bounty = $state("");
  currency = $state.raw<Currency>() as Currency;
  options = $state.raw<readonly OptionSetup[]>([]);

  constructor(currency: Currency, key: string = crypto.randomUUID()) {
    this.key = key;
    this.currency = currency;
    this.options = [new OptionSetup("audio"), new OptionSetup("audio")];
  }

  /** Files of another kind do not fit any more; what was typed stays. */
  setKind(kind: OptionKind): void {
    if (kind === this.kind) return;
    this.kind = kind;
    this.options = this.options.map(({ label, text, slot }) => {
      slot.upload?.drop();
      return Object.assign(new OptionSetup(kind), { label, text });
    });
  }

  addOption(): void {
    this.options = [...this.options, new OptionSetup(this.kind)];
  }

  removeOption(key: string): void {
    this.options.find((one) => one.key === key)?.slot.upload?.drop();
    this.options = this.options.filter((one) => one.key !== key);
  }
}

/** A session in the making: what was typed and chosen, and what is wrong with it. */
export class SessionSetup {
  readonly id: string;
  fields: { -readonly [Key in keyof TypedFields]: TypedFields[Key] } = $state({
    ...{ title: "", closing: "", coinUnit: "100", needsAll: false },
    ...{ shareholders: false, coinHolders: false, subscribers: false },
  });
  artistId = $state("");
  decisions = $state.raw<readonly DecisionSetup[]>([]);
  problems = $state.raw<SetupProblems>({});
  sent = $state.raw<Hex | null>(null);
  readonly draft = mediaSlot("audio");

  constructor(id: string, artistId: string, now: number, currency: Currency) {
    this.id = id;
    this.artistId = artistId;
    this.fields.closing = toDateTimeInput(now + 3 * DAY);
    this.decisions = [new DecisionSetup(currency)];
  }

  addDecision(currency: Currency): void {
    this.decisions = [...this.decisions, new DecisionSetup(currency)];
  }

  removeDecision(key: string): void {
    for (const { slot } of this.decisions.find((one) => one.key === key)?.options ?? []) slot.upload?.drop();
    this.decisions = this.decisions.filter((one) => one.key !== key);
  }

  /** Every file by the name under which it is kept. */
  get slots(): readonly (readonly [name: string, slot: Slot])[] {
    const options = this.decisions.flatMap(({ options }) => options);
    return [["draft", this.draft], ...options.map(({ key, slot }) => [key, slot] as const)];
  }

  get files() {
    return this.slots.map(([name, { file }]) => [name, file] as const);
  }

  /** @param read Reads a file that was kept with the draft. */
  async restoreFiles(
    { draft, decisions }: StoredSetup,
    read: (name: string) => Promise<Blob | null>,
  ): Promise<void> {
    const options = decisions.flatMap((decision) => decision.options);
    const stored: Partial<Record<string, Stored>> = Object.fromEntries([
      ["draft", draft],
      ...options.map(({ key, file }) => [key, file] as const),
    ]);
    for (const [name, slot] of this.slots) {
      const facts = stored[name];
      const file = facts ? await read(name) : null;
      if (facts && file !== null) slot.restore(file, facts);
    }
  }

  get #checked(): SetupFields {
    return {
      ...this.fields,
      hasDraft: this.draft.file !== null,
      decisions: this.decisions.map(({ key, kind, question, bounty, currency, options }) => ({
        ...{ key, kind, question, bounty, bountyCurrency: currency },
        options: options.map(({ key: own, label, slot }) => ({
          ...{ key: own, label, hasFile: slot.file !== null },
        })),
      })),
    };
  }

  /** Makes files of the longer texts, as they are to be uploaded. */
  async settleTexts(): Promise<void> {
    for (const { kind, options } of this.decisions) {
      if (kind !== "text") continue;
      for (const { slot, text } of options) await settleText(slot, text);
    }
  }

  /** Checks everything; the numbers when the session can be made. */
  check(coin: Coin | null, now: number): SetupNumbers | null {
    const { problems, numbers } = checkSetup(this.#checked, coin, now);
    const found: Record<string, string> = { ...problems };
    for (const [name, { problem, isReading }] of this.slots) {
      if (problem) found[name] = problem;
      else if (isReading) found[name] = "This file is still being looked at.";
    }
    for (const { kind, options } of this.decisions) {
      if (kind !== "text") continue;
      for (const { key, text } of options) {
        const problem = checkLongText(text);
        if (problem) found[`${key}:text`] = problem;
      }
    }
    this.problems = found;
    return Object.keys(found).length === 0 ? numbers : null;
  }

  /** Whether anything was entered that would be missed. */
  get isWorthKeeping(): boolean {
    const hasFile = this.slots.some(([, { file }]) => file !== null);
    return (
      this.sent !== null || hasFile || this.fields.title !== "" || this.decisions.some((one) => one.question)
    );
  }

  get isReading(): boolean {
    return this.slots.some(([, { isReading }]) => isReading);
  }

  toRecord(owner: string, chainId: number): StoredSetup {
    return {
      ...{ id: this.id, owner, chainId, savedAt: Date.now(), fields: $state.snapshot(this.fields) },
      ...{ artistId: this.artistId, sent: this.sent, draft: this.draft.stored },
      decisions: this.decisions.map(({ key, kind, question, bounty, currency, options }) => ({
        ...{ key, kind, question, bounty, currency: currency.address },
        options: options.map(({ key: own, label, text, slot }) => ({
          ...{ key: own, label, text, file: slot.stored },
        })),
      })),
    };
  }

  restore(record: StoredSetup, currencies: readonly Currency[]): void {
    this.fields = { ...this.fields, ...record.fields };
    this.artistId = record.artistId;
    this.sent = record.sent;
    this.decisions = record.decisions.map(({ key, kind, question, bounty, currency, options }) => {
      const known = currencies.find(({ address }) => address === currency) ?? currencies[0];
      const decision = new DecisionSetup(known as Currency, key);
      Object.assign(decision, { kind, question, bounty });
      decision.options = options.map((stored) =>
        Object.assign(new OptionSetup(kind, stored.key), { label: stored.label, text: stored.text ?? "" }),
      );
      return decision;
    });
  }
}

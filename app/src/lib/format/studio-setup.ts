import type { Coin } from "./coin.ts";
import { WHOLE_COIN } from "./coin.ts";
import { parseAmount } from "./money.ts";
import type { Currency } from "./network.ts";
import { GATES } from "./studio-rule.ts";
import { checkClosing, LONGEST_LABEL } from "./studio-words.ts";
import { LEAST_OPTIONS, MOST_DECISIONS, MOST_OPTIONS, type AccessRule, type OptionKind } from "./studio.ts";
import { checkShortText } from "./text.ts";
import { parseDateTime } from "./time.ts";

/** What the setup holds of an option, as typed. */
interface OptionFields {
  readonly key: string;
  readonly label: string;
  /** Whether a file was chosen. */
  readonly hasFile: boolean;
}

interface DecisionFields {
  readonly key: string;
  readonly kind: OptionKind;
  readonly question: string;
  /** Empty is none. */
  readonly bounty: string;
  readonly bountyCurrency: Currency;
  readonly options: readonly OptionFields[];
}

export interface AccessFields {
  readonly shareholders: boolean;
  readonly coinHolders: boolean;
  readonly subscribers: boolean;
  readonly needsAll: boolean;
  /** Whole coins that make a coin holder's weight. */
  readonly coinUnit: string;
}

export interface SetupFields extends AccessFields {
  readonly title: string;
  readonly hasDraft: boolean;
  /** As a `datetime-local` value in UTC. */
  readonly closing: string;
  readonly decisions: readonly DecisionFields[];
}

/** By field: `title`, `draft`, `coinUnit`, `closing`, `decisions`, and by key of a decision or an option. */
export type SetupProblems = Readonly<Record<string, string>>;

export interface PlannedBounty {
  readonly decision: number;
  readonly currency: Currency;
  readonly amount: bigint;
}

export interface SetupNumbers {
  readonly rule: AccessRule;
  readonly closesAt: number;
  readonly bounties: readonly PlannedBounty[];
}

/** The rule that the fields describe; null while the unit makes no sense. An artist without a coin has none to count. */
export function readRule(fields: AccessFields, coin: Coin | null): AccessRule | { problem: string } {
  const gates =
    (fields.shareholders ? GATES.shareholders : 0) +
    (fields.coinHolders && coin !== null ? GATES.coinHolders : 0) +
    (fields.subscribers ? GATES.subscribers : 0);
  const needsAll = fields.needsAll && gates !== 0;
  if (coin === null) return { gates, needsAll, coinUnit: WHOLE_COIN };
  const unit = parseAmount(fields.coinUnit, coin);
  if ("problem" in unit) return unit;
  if (unit.amount === 0n) return { problem: "More than nothing." };
  return { gates, needsAll, coinUnit: unit.amount };
}

function checkDecision(decision: DecisionFields, problems: Record<string, string>): bigint {
  const { key, kind, question, options, bounty, bountyCurrency } = decision;
  const words = checkShortText(question, "the question", LONGEST_LABEL);
  if (words) problems[key] = words;
  if (options.length > MOST_OPTIONS) problems[`${key}:options`] = "A decision has 8 options at most.";
  if (options.length < LEAST_OPTIONS && bounty.trim() === "") {
    problems[`${key}:options`] =
      "Give it two options, or offer a bounty so that producers send some in before you open.";
  }
  for (const option of options) {
    const label = checkShortText(option.label, kind === "text" ? "the text" : "what it is", LONGEST_LABEL);
    if (label) problems[option.key] = label;
    else if (kind !== "text" && !option.hasFile) problems[option.key] = "Choose the file.";
  }
  if (bounty.trim() === "") return 0n;
  const parsed = parseAmount(bounty, bountyCurrency);
  if ("problem" in parsed) problems[`${key}:bounty`] = parsed.problem;
  return "amount" in parsed ? parsed.amount : 0n;
}

/** Checks the whole setup; `problems` is empty when the session can be made. */
export function checkSetup(
  fields: SetupFields,
  coin: Coin | null,
  now: number,
): { readonly problems: SetupProblems; readonly numbers: SetupNumbers | null } {
  const problems: Record<string, string> = {};
  const title = checkShortText(fields.title, "a title");
  if (title) problems.title = title;
  if (!fields.hasDraft) problems.draft = "Choose the recording as it is.";
  const rule = readRule(fields, coin);
  if ("problem" in rule) problems.coinUnit = rule.problem;
  const closesAt = parseDateTime(fields.closing);
  const closing = checkClosing(closesAt, now);
  if (closing) problems.closing = closing;
  if (fields.decisions.length === 0) problems.decisions = "Ask at least one question.";
  if (fields.decisions.length > MOST_DECISIONS) problems.decisions = "A session has 32 decisions at most.";
  const amounts = fields.decisions.map((decision) => checkDecision(decision, problems));
  const bounties = fields.decisions
    .map(({ bountyCurrency: currency }, decision) => ({
      decision,
      currency,
      amount: amounts[decision] ?? 0n,
    }))
    .filter(({ amount }) => amount > 0n);
  const isFine = Object.keys(problems).length === 0 && !("problem" in rule) && closesAt !== null;
  return { problems, numbers: isFine ? { rule, closesAt, bounties } : null };
}

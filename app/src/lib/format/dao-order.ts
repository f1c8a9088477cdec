import { isAddress } from "./address.ts";
import { parseAmount } from "./money.ts";
import { ZERO_ADDRESS, type Currency, type Hex } from "./network.ts";

const HOUR = 3_600;
const DAYS_30 = 30 * 24 * HOUR;

interface SettingTerms {
  readonly label: string;
  readonly unit: string;
  /** How many of the contract's units one unit on the page is. */
  readonly scale: number;
  /** In the contract's units. */
  readonly least: number;
  readonly most: number;
}

/** What a DAO may set, with the bounds that the contracts enforce. */
export const SETTINGS = {
  quorum: { label: "Quorum", unit: "percent of all votes", scale: 100, least: 100, most: 2_000 },
  threshold: { label: "Votes to propose", unit: "percent of all votes", scale: 100, least: 0, most: 500 },
  votingDelay: { label: "Time before the vote", unit: "hours", scale: HOUR, least: 0, most: DAYS_30 },
  votingPeriod: { label: "Time of the vote", unit: "hours", scale: HOUR, least: HOUR, most: DAYS_30 },
  lateExtension: {
    label: "Extension for a late quorum",
    unit: "hours",
    scale: HOUR,
    least: 0,
    most: DAYS_30,
  },
  timelockDelay: { label: "Time before execution", unit: "hours", scale: HOUR, least: 0, most: DAYS_30 },
  rateFactor: {
    label: "Rate of staking rewards",
    unit: "percent of the base rate",
    scale: 100,
    least: 2_500,
    most: 20_000,
  },
  rewardCap: { label: "Most a staked coin earns", unit: "percent a year", scale: 100, least: 0, most: 1_500 },
} as const satisfies Readonly<Record<string, SettingTerms>>;

export type SettingName = keyof typeof SETTINGS;
export type OrderKind = "pay" | "set" | "collect-fees" | "say" | "raw";

/** What a person typed into the builder. */
export interface OrderFields {
  /** Place in the list of currencies. */
  currency: number;
  to: string;
  amount: string;
  isUnwrapped: boolean;
  setting: SettingName;
  value: string;
  target: string;
  data: string;
  sent: string;
}

/** What the builder of proposals asks for; the chain code makes calls of it. */
export type DaoOrder =
  | {
      readonly kind: "pay";
      readonly currency: Hex;
      readonly to: Hex;
      readonly amount: bigint;
      readonly isUnwrapped: boolean;
    }
  | { readonly kind: "set"; readonly setting: SettingName; readonly value: number }
  | { readonly kind: "collect-fees"; readonly positions: readonly bigint[] }
  | { readonly kind: "say" }
  | {
      readonly kind: "raw";
      readonly call: { readonly target: Hex; readonly value: bigint; readonly data: Hex };
    };

type Read = { readonly order: DaoOrder } | { readonly problems: Readonly<Record<string, string>> };

interface Surroundings {
  /** The native coin is the first. */
  readonly currencies: readonly Currency[];
  readonly positions: readonly bigint[];
}

const NO_ADDRESS = "An address has 40 digits and letters after 0x.";

function readPayment(
  { currency, to, amount, isUnwrapped }: OrderFields,
  currencies: readonly Currency[],
): Read {
  const chosen = currencies[currency] as Currency;
  const parsed = parseAmount(amount, chosen);
  const problems = {
    ...("problem" in parsed
      ? { amount: parsed.problem }
      : parsed.amount === 0n
        ? { amount: "More than nothing." }
        : {}),
    ...(isAddress(to) ? (to === ZERO_ADDRESS ? { to: "Nobody has this address." } : {}) : { to: NO_ADDRESS }),
  };
  if ("problem" in parsed || Object.keys(problems).length > 0) return { problems };
  const isNative = currency === 0;
  return {
    order: {
      ...{ kind: "pay", currency: isNative ? ZERO_ADDRESS : chosen.address, to: to as Hex },
      ...{ amount: parsed.amount, isUnwrapped: isNative && isUnwrapped },
    },
  };
}

function readSetting({ setting, value }: OrderFields): Read {
  const { scale, least, most } = SETTINGS[setting];
  const units = /^\d+([.]\d+)?$/.test(value.trim()) ? Math.round(Number(value) * scale) : NaN;
  if (Number.isNaN(units)) return { problems: { value: "A number, with a point for decimals." } };
  if (units < least || units > most) {
    return { problems: { value: `From ${least / scale} to ${most / scale}.` } };
  }
  return { order: { kind: "set", setting, value: units } };
}

function readRaw({ target, data, sent }: OrderFields, native: Currency): Read {
  const parsed = sent.trim() === "" ? { amount: 0n } : parseAmount(sent, native);
  const problems = {
    ...(isAddress(target) ? {} : { target: NO_ADDRESS }),
    ...(/^0x([0-9a-fA-F]{2})*$/.test(data)
      ? {}
      : { data: "Pairs of the digits 0 to 9 and a to f after 0x." }),
    ...("problem" in parsed ? { sent: parsed.problem } : {}),
  };
  if ("problem" in parsed || Object.keys(problems).length > 0) return { problems };
  return { order: { kind: "raw", call: { target: target as Hex, value: parsed.amount, data: data as Hex } } };
}

/** What a person asked for, or what is wrong with it, by the name of the field. */
export function readOrder(
  kind: OrderKind,
  fields: OrderFields,
  { currencies, positions }: Surroundings,
): Read {
  switch (kind) {
    case "pay":
      return readPayment(fields, currencies);
    case "set":
      return readSetting(fields);
    case "collect-fees":
      return { order: { kind, positions } };
    case "say":
      return { order: { kind } };
    case "raw":
      return readRaw(fields, currencies[0] as Currency);
  }
}

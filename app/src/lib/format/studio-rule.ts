import type { Coin } from "./coin.ts";
import { formatAmount } from "./money.ts";
import type { AccessRule } from "./studio.ts";

export const GATES = { shareholders: 1, coinHolders: 2, subscribers: 4 } as const;

type Gate = keyof typeof GATES;

const GATE_ORDER: readonly Gate[] = ["shareholders", "coinHolders", "subscribers"];

/** Units of coins and what they weigh: the root, cut, at most 50. */
const COIN_EXAMPLES = [
  [1n, 1],
  [25n, 5],
  [100n, 10],
  [2_500n, 50],
] as const;

const hasGate = ({ gates }: Pick<AccessRule, "gates">, gate: Gate): boolean => (gates & GATES[gate]) !== 0;

function gateWords(gate: Gate, { coinUnit }: AccessRule, coin: Coin | null): string {
  if (gate === "shareholders") return "hold a share of a master of this artist";
  if (gate === "subscribers") return "are subscribers";
  if (coin === null) return "hold the artist's coin";
  return `hold or stake at least ${formatAmount(coinUnit, coin).short}`;
}

/** "Those who hold a share of a master of this artist or are subscribers." */
export function ruleWords(rule: AccessRule, coin: Coin | null): string {
  const asked = GATE_ORDER.filter((gate) => hasGate(rule, gate)).map((gate) => gateWords(gate, rule, coin));
  if (asked.length === 0) return "Everyone may vote.";
  const joint = rule.needsAll ? " and " : " or ";
  const words = asked.length === 1 ? asked[0] : `${asked.slice(0, -1).join(", ")}${joint}${asked.at(-1)}`;
  return `Those may vote who ${words}.`;
}

/** The same in a few words, for lists. */
export function ruleTag(rule: AccessRule): string {
  const names = { shareholders: "shareholders", coinHolders: "coin holders", subscribers: "subscribers" };
  const asked = GATE_ORDER.filter((gate) => hasGate(rule, gate)).map((gate) => names[gate]);
  return asked.length === 0 ? "open to everyone" : `for ${asked.join(rule.needsAll ? " who are " : " or ")}`;
}

export interface WeightRow {
  readonly who: string;
  readonly weight: number;
}

/** What votes weigh, the highest that applies counting once. */
export function weightRows({ coinUnit }: AccessRule, coin: Coin | null): readonly WeightRow[] {
  const coins = (times: bigint) => (coin === null ? "" : formatAmount(coinUnit * times, coin).short);
  return [
    { who: "Everyone", weight: 1 },
    { who: "Subscribers", weight: 2 },
    { who: "Holders of a share", weight: 3 },
    ...(coin === null
      ? []
      : COIN_EXAMPLES.map(([times, weight]) => ({
          who: `Holders of ${coins(times)}${weight === 50 ? " or more" : ""}`,
          weight,
        }))),
    { who: "Producers", weight: 5 },
  ];
}

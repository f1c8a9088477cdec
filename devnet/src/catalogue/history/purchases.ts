import type { PrivateKeyAccount } from "viem";
import { createRandom } from "../audio/dsp.ts";

export interface Purchase {
  buyer: PrivateKeyAccount;
  count: number;
  /** 0 at the opening, 1 at the end of the run. */
  at: number;
}

interface Run {
  seed: number;
  buyers: PrivateKeyAccount[];
  total: number;
  /** Purchases until the total is reached; the last ones shrink to fit. */
  largest: number;
  cap: number;
}

/**
 * A run on an offering: most people take one share or two, a few take many, and more come in the first days. Everybody
 * comes once, in an order of their own, before anybody comes again. Reaches the total exactly as long as the caps of the
 * buyers allow it.
 */
export function planPurchases({ seed, buyers, total, largest, cap }: Run): Purchase[] {
  const random = createRandom(seed);
  const held = new Map<string, number>();
  const newcomers = shuffle(buyers, random);
  const purchases: Purchase[] = [];
  let left = total;
  while (left > 0) {
    const buyer = newcomers.pop() ?? (buyers[Math.floor(random() * buyers.length)] as PrivateKeyAccount);
    const has = held.get(buyer.address) ?? 0;
    const wish = random() < 0.8 ? 1 + Math.floor(random() * 2) : 3 + Math.floor(random() * (largest - 2));
    const count = Math.min(wish, left, cap - has);
    if (count <= 0) {
      if (buyers.every(({ address }) => (held.get(address) ?? 0) >= cap))
        throw new Error("the caps are too low");
      continue;
    }
    held.set(buyer.address, has + count);
    purchases.push({ buyer, count, at: 0 });
    left -= count;
  }
  return purchases.map((purchase, index) => ({ ...purchase, at: ((index + 1) / purchases.length) ** 1.6 }));
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}

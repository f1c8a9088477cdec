import type { HolderRow } from "./activity.ts";
import { formatCount } from "./shares.ts";

/** A part of all shares of a master and who has it. */
export interface HoldingGroup {
  readonly label: string;
  readonly shares: number;
  /** How dark the part is drawn: 0 is the darkest; null is not held by anybody. */
  readonly rank: number | null;
}

const HEAD_SIZE = 10;

/**
 * How all shares of a master are spread: the largest holder, the nine after it, everybody else, and what nobody has
 * bought. The groups add up to all shares.
 */
export function spreadOfShares(
  largest: readonly Pick<HolderRow, "balance">[],
  master: { readonly holderCount: number; readonly minted: number; readonly totalShares: number },
): readonly HoldingGroup[] {
  const head = largest.slice(0, HEAD_SIZE);
  const first = head[0]?.balance ?? 0;
  const next = head.slice(1).reduce((sum, { balance }) => sum + balance, 0);
  const others = master.holderCount - head.length;
  const groups: readonly HoldingGroup[] = [
    { label: "The largest holder", shares: first, rank: 0 },
    {
      label: head.length === 2 ? "The second largest" : `The next ${head.length - 1}`,
      shares: next,
      rank: 1,
    },
    {
      label: others === 1 ? "One other holder" : `${formatCount(others)} other holders`,
      shares: Math.max(0, master.minted - first - next),
      rank: 2,
    },
    { label: "Not bought, counted for the artist", shares: master.totalShares - master.minted, rank: null },
  ];
  return groups.filter(({ shares }) => shares > 0);
}

/**
 * The parts of all shares in percent, with one digit after the point, so that they add up on screen: what cutting loses
 * goes to those that lost most. Who has nearly all is not said to have all.
 */
export function percentsOf(
  groups: readonly Pick<HoldingGroup, "shares">[],
  totalShares: number,
): readonly string[] {
  const exact = groups.map(({ shares }) => (shares * 1000) / totalShares);
  const tenths = exact.map(Math.floor);
  const lost = (index: number) => (exact[index] ?? 0) - (tenths[index] ?? 0);
  const left = 1000 - tenths.reduce((sum, part) => sum + part, 0);
  const most = exact.map((_, index) => index).sort((one, other) => lost(other) - lost(one));
  for (const index of most.slice(0, left)) tenths[index] = Math.floor(exact[index] ?? 0) + 1;
  return tenths.map((part, index) => {
    const shown = (exact[index] ?? 0) < 1000 ? Math.min(part, 999) : part;
    return shown === 0 ? "< 0.1 %" : `${shown / 10} %`;
  });
}

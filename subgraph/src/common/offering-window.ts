import { BigInt } from "@graphprotocol/graph-ts";

import { Master, Switchboard } from "../../generated/schema";

/** The start of the public sale with the pauses that deferred it; without a presale none does. */
export function effectiveStart(master: Master, switchboard: Switchboard): BigInt {
  const presaleStart = master.presaleStart;
  return presaleStart === null ? master.start : extendedEnd(presaleStart, master.start, switchboard);
}

/** The end of an offering with the pauses that extended it. */
export function effectiveEnd(master: Master, switchboard: Switchboard): BigInt {
  const presaleStart = master.presaleStart;
  return extendedEnd(presaleStart === null ? master.start : presaleStart, master.end, switchboard);
}

/**
 * The end of a window as `ISwitchboard.extendedEnd` computes it: every pause that begins before the end adds the time
 * for which it overlapped the window. Pauses are ordered and do not overlap.
 */
function extendedEnd(opening: BigInt, windowEnd: BigInt, switchboard: Switchboard): BigInt {
  const starts = switchboard.pauseStarts;
  const ends = switchboard.pauseEnds;
  let end = windowEnd;
  for (let i = 0; i < starts.length; i++) {
    if (ends[i].le(opening)) continue;
    if (starts[i].ge(end)) break;
    const from = starts[i].gt(opening) ? starts[i] : opening;
    end = end.plus(ends[i].minus(from));
  }
  return end;
}

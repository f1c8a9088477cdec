import { BigInt } from "@graphprotocol/graph-ts";

import { Master, Switchboard } from "../../generated/schema";

/**
 * The end of an offering with the pauses that extended it, as `ISwitchboard.extendedEnd` computes it: every pause that
 * begins before the end adds the time for which it overlapped the window. Pauses are ordered and do not overlap.
 */
export function effectiveEnd(master: Master, switchboard: Switchboard): BigInt {
  const presaleStart = master.presaleStart;
  const opening = presaleStart === null ? master.start : presaleStart;
  const starts = switchboard.pauseStarts;
  const ends = switchboard.pauseEnds;
  let end = master.end;
  for (let i = 0; i < starts.length; i++) {
    if (ends[i].le(opening)) continue;
    if (starts[i].ge(end)) break;
    const from = starts[i].gt(opening) ? starts[i] : opening;
    end = end.plus(ends[i].minus(from));
  }
  return end;
}

import type { MasterSummary } from "#lib/format/master.ts";
import { effectiveWindow, type Pause } from "#lib/format/offering.ts";
import { displayLine } from "#lib/format/text.ts";
import { packPeaks } from "#lib/format/track.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";
import { CURRENCY, toCurrency } from "./currency.ts";

export const MASTER_SUMMARY = graphql(
  `
    fragment MasterSummary on Master {
      id
      number
      title
      artist {
        id
        name
        isVerified
        account {
          id
        }
      }
      coverCid
      audioCid
      metadata {
        duration
        waveform
      }
      currency {
        ...CurrencyFields
      }
      price
      totalShares
      publicShares
      sold
      walletCap
      start
      end
      presaleStart
      presaleRoot
      presaleListCid
      platformFee
      closedAt
      acc
      deposited
      depositCount
      holderCount
    }
  `,
  [CURRENCY],
);

export function toMasterSummary(
  masked: FragmentOf<typeof MASTER_SUMMARY>,
  pauses: readonly Pause[],
): MasterSummary {
  const master = readFragment(MASTER_SUMMARY, masked);
  const presaleStart = master.presaleStart === null ? null : Number(master.presaleStart);
  const registered = { start: Number(master.start), end: Number(master.end), presaleStart };
  return {
    id: master.id,
    number: Number(master.number),
    title: displayLine(master.title, `Master ${master.number}`),
    artist: {
      id: master.artist.id,
      name: displayLine(master.artist.name, `Artist ${master.artist.id}`),
      account: master.artist.account.id,
      isVerified: master.artist.isVerified,
    },
    cover: master.coverCid,
    audio: master.audioCid,
    hue: null,
    duration: master.metadata?.duration ?? null,
    peaks: packPeaks(master.metadata?.waveform ?? []),
    offering: {
      currency: toCurrency(master.currency),
      price: BigInt(master.price),
      totalShares: master.totalShares,
      publicShares: master.publicShares,
      sold: master.sold,
      walletCap: master.walletCap,
      presaleStart,
      ...effectiveWindow(registered, pauses),
      presaleRoot: master.presaleRoot,
      presaleListCid: master.presaleListCid,
      platformFee: master.platformFee,
      closedAt: master.closedAt === null ? null : Number(master.closedAt),
    },
    acc: BigInt(master.acc),
    deposited: BigInt(master.deposited),
    depositCount: master.depositCount,
    holderCount: master.holderCount,
  };
}

import type { MasterSummary } from "#lib/format/master.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import { toMoney, type ArtistMoney } from "./artist-desk.ts";
import { HEAD, PAUSES, toHead, toPauses, type Head } from "./chain.ts";
import { MASTER_SUMMARY, toMasterSummary } from "./master-summary.ts";

/** What the artist of a master looks at, the lists aside. */
export interface MasterDesk {
  readonly head: Head;
  readonly master: MasterSummary;
  readonly money: ArtistMoney;
  readonly minted: number;
  readonly byArtist: number;
  readonly staked: number;
  readonly validator: Hex | null;
  /** Validators that artists may choose now. */
  readonly validators: readonly Hex[];
}

const MASTER_DESK = graphql(
  `
    query MasterDesk($number: BigInt!) {
      _meta {
        ...Head
      }
      switchboard(id: "switchboard") {
        ...Pauses
      }
      knownValidators(first: 50, where: { isKnown: true }) {
        id
      }
      masters(first: 1, where: { number: $number }) {
        ...MasterSummary
        minted
        byArtist
        staked
        transferValidator
        proceeds
        fees
        proceedsWithdrawn
        artistCredited
        artistCreditClaimed
      }
    }
  `,
  [HEAD, PAUSES, MASTER_SUMMARY],
);

/** Null when there is no such master. */
export async function readMasterDesk(indexer: Indexer, number: string): Promise<MasterDesk | null> {
  const answer = await indexer.run(MASTER_DESK, { number });
  const raw = answer.masters[0];
  if (!raw) return null;
  const master = toMasterSummary(raw, toPauses(answer.switchboard));
  return {
    head: toHead(answer._meta),
    master,
    money: toMoney(master.offering.currency, { ...raw, gross: raw.proceeds }),
    minted: raw.minted,
    byArtist: raw.byArtist,
    staked: raw.staked,
    validator: raw.transferValidator,
    validators: answer.knownValidators.map(({ id }) => id),
  };
}

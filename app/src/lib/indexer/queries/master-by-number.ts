import type { MasterSummary } from "#lib/format/master.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import { HEAD, PAUSES, toHead, toPauses } from "./chain.ts";
import { MASTER_SUMMARY, toMasterSummary } from "./master-summary.ts";

const BY_NUMBER = graphql(
  `
    query MasterByNumber($number: ID!) {
      _meta {
        ...Head
      }
      switchboard(id: "switchboard") {
        ...Pauses
      }
      masterNumber(id: $number) {
        master {
          ...MasterSummary
        }
      }
    }
  `,
  [HEAD, PAUSES, MASTER_SUMMARY],
);

/** What lists show of one master; null when there is none with that registry id. */
export async function readMasterByNumber(
  indexer: Indexer,
  number: string,
): Promise<{ readonly master: MasterSummary; readonly now: number } | null> {
  const { _meta, switchboard, masterNumber } = await indexer.run(BY_NUMBER, { number });
  if (!masterNumber) return null;
  return { master: toMasterSummary(masterNumber.master, toPauses(switchboard)), now: toHead(_meta).time };
}

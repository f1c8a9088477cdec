import { parseBallotFile, type PublishedBallot } from "@audifi/contracts/ballot-file";
import type { NetworkConfig } from "#lib/format/network.ts";
import { fetchText } from "./fetch-text.ts";

/** The published ballots of a session; throws where they cannot be read. */
export async function readVoters(
  { gateway }: NetworkConfig,
  ballotsCid: string,
): Promise<readonly PublishedBallot[]> {
  return parseBallotFile(await fetchText(`${gateway}/ipfs/${ballotsCid}`)).ballots;
}

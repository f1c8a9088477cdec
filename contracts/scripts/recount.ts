/**
 * Counts a studio session again: `node contracts/scripts/recount.ts --rpc URL --ipfs URL --studio ADDRESS --session ID
 * [--from-block NUMBER] [--voter ADDRESS]`. Needs a node of the chain and a gateway of IPFS, and nobody's word. Ends
 * with 0 where everything is as published, with 1 where anything is not, and with 2 where it could not count.
 */
import { parseArgs } from "node:util";

import { createClient, getAddress, http } from "viem";

import { parseBallotFile } from "../exports/ballot-file.ts";
import { type CidParts, cidToText } from "../exports/cid-text.ts";
import { type Recount, recount } from "../exports/recount.ts";

const USAGE =
  "usage: recount.ts --rpc URL --ipfs URL --studio ADDRESS --session ID [--from-block N] [--voter A]";
const MAX_BYTES = 256 * 1024 * 1024;

/** Reads a file through a gateway, bounded. */
async function fetchText(gateway: string, cid: CidParts): Promise<string> {
  const response = await fetch(`${gateway.replace(/\/$/, "")}/ipfs/${cidToText(cid)}`);
  if (!response.ok) throw new Error(`the gateway answers ${response.status}`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new Error(`the file is larger than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function print({ publication, ballots, attested, direct, tallies, discrepancies }: Recount): void {
  console.log(`Publication ${publication}: ${ballots} ballots, ${direct} of them cast on chain.`);
  console.log(`Tallies by this count: ${tallies.join(", ")}`);
  if (attested > 0) {
    console.log(
      `${attested} voters are attested by the relay only; nobody can prove that they are different people.`,
    );
  }
  console.log("Not proven by any count: that nobody was turned away without a receipt.");
  for (const { code, words } of discrepancies) console.log(`${code}: ${words}`);
  console.log(
    discrepancies.length === 0 ? "Everything is as published." : `${discrepancies.length} discrepancies.`,
  );
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      rpc: { type: "string" },
      ipfs: { type: "string" },
      studio: { type: "string" },
      session: { type: "string" },
      "from-block": { type: "string" },
      voter: { type: "string" },
    },
  });
  const { rpc, ipfs, studio, session, voter } = values;
  if (!rpc || !ipfs || !studio || !session) throw new Error(USAGE);
  const client = createClient({ transport: http(rpc) });
  let text: string | undefined;
  const result = await recount(client, {
    studio: getAddress(studio),
    session: BigInt(session),
    fromBlock: BigInt(values["from-block"] ?? 0),
    fetchBallots: async (cid) => (text = await fetchText(ipfs, cid)),
  });
  print(result);
  if (voter && text !== undefined) {
    const mine = parseBallotFile(text).ballots.filter(
      (ballot) => ballot.voter.toLowerCase() === voter.toLowerCase(),
    );
    for (const { decision, option, weight } of mine) {
      console.log(`${voter} is in: decision ${decision}, option ${option}, weight ${weight}.`);
    }
    if (mine.length === 0) console.log(`${voter} is not in the published ballots.`);
  }
  return result.discrepancies.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

import { studioSessionsAbi } from "@audifi/contracts/abi";
import { type PublishedBallot, writeBallotFile } from "@audifi/contracts/ballot-file";
import { buildBallotTree, compareBallots, leafOf, tallyBallots } from "@audifi/contracts/ballots";
import type { Address } from "viem";
import type { KeptBallot } from "../../src/lib/format/ballot.ts";
import { NO_CID, packCid } from "../../src/lib/format/cid.ts";
import { makeWav } from "./media.ts";
import { addToIpfs, type Documents, type PreparedArtist, publishDocuments } from "./offerings.ts";
import { expect, type Person } from "./person.ts";
import { addresses, client, endpoints, fundedAccount, indexed, laterBlock, mined } from "./stack.ts";

const contract = { address: addresses.studio, abi: studioSessionsAbi } as const;
const [AUDIO, TEXT] = [0, 2];
/** Options of the decisions of a prepared session. */
const OPTION_COUNTS = [2, 3];

export interface PreparedSession {
  readonly id: bigint;
  readonly title: string;
  readonly path: string;
  /** Its draft and what else a master of it needs. */
  readonly documents: Documents;
}

async function audioOption(label: string, root: number) {
  return { label, content: packCid(await addToIpfs(makeWav(20, root), `${label}.wav`)) ?? NO_CID };
}

/** A session that its artist has not opened: a drum sound to choose by ear, and a title. */
export async function prepareSession(
  { artist, artistId }: PreparedArtist,
  title: string,
): Promise<PreparedSession> {
  const documents = await publishDocuments();
  const params = {
    ...{ artistId, title, draft: documents.audio, details: NO_CID },
    rule: { gates: 0, needsAll: false, coinUnit: 100n * 10n ** 18n },
    decisions: [
      {
        ...{ kind: AUDIO, question: "Which drums?" },
        options: await Promise.all([audioOption("Brushes", 180), audioOption("Machine", 260)]),
      },
      {
        ...{ kind: TEXT, question: "What is it called?" },
        options: ["Low Tide", "First Ferry", "Harbour at Six"].map((label) => ({ label, content: NO_CID })),
      },
    ],
  };
  const call = { ...contract, account: artist, functionName: "createSession", args: [params] } as const;
  const { result: id } = await client.simulateContract(call);
  await mined(await client.writeContract(call));
  await indexed();
  return { id, title, path: `/studio/${id}`, documents };
}

/** Opens a session without the browser, for a day. */
export async function openPrepared({ artist }: PreparedArtist, { id }: PreparedSession): Promise<void> {
  const closesAt = Number((await client.getBlock()).timestamp) + 86_400;
  const call = { ...contract, account: artist, functionName: "openSession", args: [id, closesAt] } as const;
  await mined(await client.writeContract(call));
  await laterBlock();
  await indexed();
}

/** The ballots and receipts that somebody's browser keeps of a session. */
export async function keptBallots(
  { page }: Person,
  { id }: PreparedSession,
): Promise<readonly PublishedBallot[]> {
  const prefix = `audifi.studio.ballots.${endpoints.chainId}.${id}.`;
  const kept = await page.evaluate(
    (start) => Object.keys(localStorage).flatMap((key) => (key.startsWith(start) ? localStorage[key] : [])),
    prefix,
  );
  return kept
    .flatMap((text) => JSON.parse(String(text)) as KeptBallot[])
    .map(({ receipt, sequence, ...ballot }) => ({
      ...{ ...ballot, sequence: BigInt(sequence), weight: receipt.weight, class: "everyone" },
      ...{ isAttested: false, isDirect: false },
    }));
}

/** Casts a ballot on chain, as somebody who needs no relay. */
export async function castDirectly(
  { id }: PreparedSession,
  decision: number,
  option: number,
): Promise<PublishedBallot> {
  const account = await fundedAccount();
  const args = [id, [decision], [option]] as const;
  await mined(await client.writeContract({ ...contract, account, functionName: "castBallots", args }));
  return {
    ...{ decision, option, voter: account.address, sequence: 0n, weight: 1, class: "everyone" },
    ...{ isAttested: false, isDirect: true, signature: null },
  };
}

/** Publishes in the relay's name, whatever that may be; `more` is added to the weight of the first option. */
export async function publishCount(
  { id }: PreparedSession,
  counted: readonly PublishedBallot[],
  more = 0n,
): Promise<void> {
  const ballots = counted.toSorted(compareBallots);
  const studio = { chainId: endpoints.chainId, address: addresses.studio };
  const file = await addToIpfs(writeBallotFile({ studio, session: id, ballots }), "ballots.json");
  const { root, count } = buildBallotTree(ballots.map((ballot) => leafOf(id, ballot)));
  const [first = 0n, ...others] = tallyBallots(ballots, OPTION_COUNTS);
  const args = [id, root, count, packCid(file) ?? NO_CID, [first + more, ...others]] as const;
  const { publisher } = await client.readContract({ ...contract, functionName: "sessionOf", args: [id] });
  await client.impersonateAccount({ address: publisher });
  const call = { ...contract, account: publisher, functionName: "publishBallots", args } as const;
  await mined(await client.writeContract(call));
  await client.stopImpersonatingAccount({ address: publisher });
  await indexed();
}

/** What the chain holds of a session's count. */
export function countOf({ id }: Pick<PreparedSession, "id">) {
  return client.readContract({ ...contract, functionName: "countOf", args: [id] });
}

export function isDirectBallot({ id }: PreparedSession, voter: Address, decision: number) {
  return client.readContract({ ...contract, functionName: "directBallotOf", args: [id, voter, decision] });
}

/** Weights of all options in the newest publication. */
export async function publishedTallies({ id }: PreparedSession): Promise<readonly bigint[]> {
  const published = await client.getContractEvents({
    ...{ ...contract, eventName: "BallotsPublished", args: { session: id } },
    ...{ fromBlock: 0n, strict: true },
  } as const);
  return published.at(-1)?.args.tallies ?? [];
}

/** Votes and waits until the room says that it was received. */
export async function vote({ page }: Person, option: string): Promise<void> {
  const line = voteLine(page, option);
  await line.getByRole("button", { name: `Vote for ${option}` }).click();
  await expect(line.getByText("Your vote")).toBeVisible();
}

/** An option of the room, with its bar and the button that votes for it. */
export function voteLine(page: Person["page"], option: string) {
  const decisions = page.getByRole("region", { name: "What is decided" });
  return decisions.getByRole("listitem").filter({ hasText: option });
}

export async function say({ page }: Person, text: string): Promise<void> {
  const chat = page.getByRole("region", { name: "Chat" });
  await chat.getByLabel("Say something").fill(text);
  await chat.getByRole("button", { name: "Say", exact: true }).click();
  await expect(chat.getByRole("log").getByText(text)).toBeVisible();
  await expect(chat.getByText("On its way")).toHaveCount(0);
}

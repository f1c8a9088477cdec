import { createHash } from "node:crypto";
import { studioSessionsAbi } from "@audifi/contracts/abi";
import { CID } from "multiformats/cid";
import { bytesToHex, encodeFunctionData, type Hex, isAddressEqual } from "viem";
import type { Chain } from "../../plugins/chain.ts";
import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import { type Topic, Undeliverable } from "../outbox.ts";
import { oweCopy } from "../pins/copies.ts";
import type { GasKey } from "../sponsored/gas-key.ts";
import { signNext } from "../sponsored/signing.ts";
import { bytesOf, hexOf, NONCE_LOCK, readFees } from "../sponsored/transactions.ts";
import { type PinTarget, requireUsableCid } from "../targets/target.ts";
import { countBallots } from "./counting.ts";
import { type Owed, publicationTopic } from "./publications.ts";
import type { SessionFacts, Sessions } from "./sessions.ts";
import type { Voters } from "./voters.ts";

export interface PublisherNeeds {
  database: Database;
  chain: Chain;
  chainId: number;
  sessions: Sessions;
  voters: Voters;
  targets: readonly PinTarget[];
  /** Publishes; has to be the publisher that the session names. */
  key: GasKey;
  /** Called when there is a transaction to send. */
  onSigned(): void;
  /** Called when visitors have to hear of a publication. */
  onChanged(session: bigint): Promise<unknown>;
}

interface Row {
  state: "gathering" | "pinned" | "published" | "failed";
  cid: string | null;
  root: Buffer | null;
  leaves: number | null;
  tallies: string[] | null;
  status: "pending" | "included" | "failed" | null;
}

const readRow = async (db: Queryable, { roomId, number }: Owed, lock = ""): Promise<Row> => {
  const { rows } = await db.query(
    `select p.state, p.cid, p.root, p.leaves, p.tallies,
            (select status from relay.sponsored s where s.id = p.sponsored_id) as status
     from relay.studio_publications p where p.room_id = $1 and p.number = $2 ${lock}`,
    [roomId, number],
  );
  const [row] = rows as [Row?];
  if (!row) throw new Undeliverable("the room is gone");
  return row;
};

/** Pins the ballots of a session that is closed, and publishes them on chain: each step once, however often it is tried. */
export const publishing = (needs: PublisherNeeds): Topic<Owed> => ({
  name: publicationTopic,
  deliver: async ({ payload }) => {
    const session = BigInt(payload.session);
    const facts = await needs.sessions.read(session);
    if (facts.status === "locked" || facts.status === "cancelled") {
      throw new Undeliverable("the session is over");
    }
    if (facts.status !== "closed") throw new Error("the chain has not closed the session yet");
    if (facts.publications >= payload.number) return void (await needs.onChanged(session));
    if (!isAddressEqual(facts.publisher, needs.key.account.address)) {
      throw new Undeliverable("the session names another publisher");
    }
    const { state } = await readRow(needs.database, payload);
    if (state === "gathering") await pinBallots(needs, payload, facts);
    await signPublication(needs, payload, facts);
    await needs.onChanged(session);
  },
});

const pinBallots = async (needs: PublisherNeeds, owed: Owed, facts: SessionFacts): Promise<void> => {
  const { database, targets } = needs;
  const [first, ...others] = targets;
  if (!first) throw new Error("No pinning target is configured.");
  const { file, root, count, tallies } = await countBallots(needs, owed.roomId, facts);
  const digest = createHash("sha256").update(file).digest();
  const added = await first.add(chunksOf(file), file.length);
  const cid = requireUsableCid(added, file.length, digest);
  await inTransaction(database, async (db) => {
    const { rowCount } = await db.query(
      `update relay.studio_publications set state = 'pinned', cid = $3, root = $4, leaves = $5, tallies = $6
       where room_id = $1 and number = $2 and state = 'gathering'`,
      [...[owed.roomId, owed.number, cid, bytesOf(root), count], JSON.stringify(tallies.map(String))],
    );
    if (rowCount !== 1) return;
    for (const { name } of others) await oweCopy(db, name, { cid, size: file.length });
  });
};

async function* chunksOf(file: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.length; at += 262_144) yield file.subarray(at, at + 262_144);
}

const signPublication = async (needs: PublisherNeeds, owed: Owed, facts: SessionFacts): Promise<void> => {
  const { database, chain, key, onSigned } = needs;
  await key.check();
  const isSigned = await inTransaction(database, async (db) => {
    await db.query("select pg_advisory_xact_lock($1)", [NONCE_LOCK]);
    const row = await readRow(db, owed, "for update");
    // Another relay was here, or this one before it stopped.
    if (row.state !== "pinned" || row.status === "pending" || row.status === "included") return false;
    const call = publicationCall(facts.session, row);
    const { address } = facts.studio;
    const account = key.account.address;
    const estimate = await chain.estimateContractGas({ ...call, address, account });
    const { id, hash } = await signNext(db, needs, {
      ...{ kind: "publication", signer: bytesOf(account), accountId: undefined, target: address },
      ...{ data: encodeFunctionData(call), gas: (estimate * 12n) / 10n, ...(await readFees(chain)) },
    });
    await db.query(
      `update relay.studio_publications set sponsored_id = $3, transaction = $4
       where room_id = $1 and number = $2`,
      [owed.roomId, owed.number, id, hash],
    );
    return true;
  });
  if (isSigned) onSigned();
};

const publicationCall = (session: bigint, { cid, root, leaves, tallies }: Row) => {
  if (cid === null || root === null || leaves === null || tallies === null) {
    throw new Error("what is to be published is not written down");
  }
  const { multihash, code } = CID.parse(cid);
  const ballots = { digest: bytesToHex(multihash.digest), codec: code };
  const args = [session, hexOf(root) as Hex, leaves, ballots, tallies.map(BigInt)] as const;
  return { abi: studioSessionsAbi, functionName: "publishBallots", args } as const;
};

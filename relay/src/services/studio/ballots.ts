import { isBallotSigned } from "@audifi/contracts/ballot-signature";
import { type BallotMessage, hashBallot, receiptTypedData } from "@audifi/contracts/ballots";
import { type Address, type Hex, isAddressEqual } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { RelayError } from "../../errors.ts";
import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import type { StudioBallot, StudioBallots, StudioReceipt } from "../../protocol/studio.ts";
import { isSignedByKey } from "../signatures.ts";
import { chainAway } from "../sponsored/calls.ts";
import { bytesOf, hexOf } from "../sponsored/transactions.ts";
import type { ChainClock } from "./clock.ts";
import type { SessionFacts, Sessions } from "./sessions.ts";
import type { Voters, Weighed } from "./voters.ts";

/** Arbitrary: the class of the locks that keep a room's ballots from coming in while it is closed. */
const BALLOT_LOCKS = 41_709;

/** Held by many ballots at once, until each is written down. */
const holdOpen = (db: Queryable, roomId: string) =>
  db.query("select pg_advisory_xact_lock_shared($1, hashtext($2))", [BALLOT_LOCKS, roomId]);

/** Waits for the ballots that are being written down; none comes in before the end of the transaction. */
export const holdClosed = (db: Queryable, roomId: string) =>
  db.query("select pg_advisory_xact_lock($1, hashtext($2))", [BALLOT_LOCKS, roomId]);

export interface SignedBallot {
  ballot: StudioBallot;
  signature: Hex;
  /** Who is counted together. */
  caller: string;
}

interface Row {
  decision: number;
  option: number;
  voter: Buffer;
  sequence: string;
  hash: Buffer;
  signature: Buffer;
  weight: number;
  class: StudioReceipt["class"];
  isAttested: boolean;
  receivedAt: number;
  receipt: Buffer;
}

interface Received {
  message: BallotMessage;
  hash: Hex;
  signature: Hex;
  isByKey: boolean;
  receivedAt: number;
  receipt: Hex;
}

const columns = `decision, option, voter, sequence::text, hash, signature, weight, class,
  is_attested as "isAttested", received_at::float8 as "receivedAt", receipt`;

const toReceipt = (
  row: Omit<Row, "decision" | "option" | "voter" | "sequence" | "signature">,
): StudioReceipt => ({
  ...{ ballot: hexOf(row.hash), receivedAt: row.receivedAt, signature: hexOf(row.receipt) },
  ...{ weight: row.weight, class: row.class, isAttested: row.isAttested },
});

const notOpen = () =>
  new RelayError("studio.not_open", "No ballots are taken: the session is not open, or it is over.");

interface Needs {
  database: Database;
  sessions: Sessions;
  voters: Voters;
  clock: ChainClock;
  /** Signs receipts; undefined where the relay gives none. */
  key: PrivateKeyAccount | undefined;
}

/** Takes ballots that voters signed. Each is in the database before its receipt is given. */
export class Ballots {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async take(roomId: string, facts: SessionFacts, signed: SignedBallot): Promise<StudioReceipt> {
    const { ballot, signature } = signed;
    const receivedAt = this.#requireOpen(facts);
    const key = this.#requireKey(facts.receiptSigner);
    if (ballot.option >= (facts.optionCounts[ballot.decision] ?? 0)) {
      throw new RelayError("studio.option_unknown", "The session has no such decision or option.");
    }
    const message = { ...ballot, session: facts.session, sequence: BigInt(ballot.sequence) };
    const hash = hashBallot(facts.studio, message);
    const before = await this.#find(roomId, message);
    if (before && hexOf(before.hash) === hash) return toReceipt(before);
    const isByKey = await isSignedByKey({ account: ballot.voter, hash, signature });
    if (!isByKey) await this.#requireSignedByCode(facts, message, signature);
    const weighed = await this.#needs.voters.weigh(roomId, facts, ballot.voter);
    if (weighed.weight === 0) {
      throw new RelayError("studio.may_not_vote", "You may not vote here: see what the session asks for.");
    }
    const receipt = await key.signTypedData(receiptTypedData(facts.studio, hash, receivedAt));
    const row = { message, hash, signature, receivedAt, receipt, isByKey };
    await this.#keep(roomId, signed.caller, weighed, row);
    const { weight, class: why, isAttested } = weighed;
    return { ballot: hash, receivedAt, signature: receipt, weight, class: why, isAttested };
  }

  /** The newest ballot of a voter for each decision. */
  async list(roomId: string, voter: Hex): Promise<StudioBallots> {
    const { rows } = await this.#needs.database.query(
      `select ${columns} from relay.studio_ballots where room_id = $1 and voter = $2 order by decision`,
      [roomId, bytesOf(voter)],
    );
    const ballots = (rows as Row[]).map((row) => ({
      ...{ decision: row.decision, option: row.option, voter: hexOf(row.voter), sequence: row.sequence },
      ...{ signature: hexOf(row.signature), receipt: toReceipt(row) },
    }));
    return { ballots };
  }

  #requireKey(receiptSigner: Address): PrivateKeyAccount {
    const { key } = this.#needs;
    if (key && isAddressEqual(key.address, receiptSigner)) return key;
    throw new RelayError(
      "studio.not_configured",
      "This relay gives no receipts for this session. Cast the ballot on chain instead.",
    );
  }

  /** When it was received, by the clock of the chain, which is the one that the session closes by. */
  #requireOpen({ status, openedAt, closesAt }: SessionFacts): number {
    const now = this.#needs.clock.now();
    if (now === undefined) throw chainAway(new Error("no block was seen yet"));
    if (status !== "open" || now >= closesAt) throw notOpen();
    return Math.max(now, openedAt);
  }

  async #requireSignedByCode(facts: SessionFacts, message: BallotMessage, signature: Hex): Promise<void> {
    const { reader } = this.#needs.sessions;
    const isSigned = await isBallotSigned(reader, facts.studio, message, signature).catch(
      (cause: unknown) => {
        throw chainAway(cause);
      },
    );
    if (isSigned) return;
    throw new RelayError(
      "studio.signature_invalid",
      "The signature does not belong to this voter, ballot and session.",
    );
  }

  async #find(roomId: string, { decision, voter }: BallotMessage): Promise<Row | undefined> {
    const { rows } = await this.#needs.database.query(
      `select ${columns} from relay.studio_ballots where room_id = $1 and decision = $2 and voter = $3`,
      [roomId, decision, bytesOf(voter)],
    );
    return (rows as [Row?])[0];
  }

  async #keep(roomId: string, caller: string, weighed: Weighed, row: Received): Promise<void> {
    const { message, hash, signature, receivedAt, receipt, isByKey } = row;
    const { decision, option, voter, sequence } = message;
    await inTransaction(this.#needs.database, async (db) => {
      await holdOpen(db, roomId);
      const { rowCount: isOpen } = await db.query(
        "select from relay.studio_rooms where id = $1 and status = 'open'",
        [roomId],
      );
      if (isOpen !== 1) throw notOpen();
      await this.#needs.voters.admit(db, roomId, voter, { ...weighed, caller });
      const { rowCount } = await db.query(
        `insert into relay.studio_ballots as b (room_id, decision, voter, option, sequence, hash, signature, weight,
           class, is_attested, is_subscriber, received_at, receipt, is_by_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         on conflict (room_id, decision, voter) do update set option = excluded.option,
           sequence = excluded.sequence, hash = excluded.hash, signature = excluded.signature,
           weight = excluded.weight, class = excluded.class, is_attested = excluded.is_attested,
           is_subscriber = excluded.is_subscriber, received_at = excluded.received_at, receipt = excluded.receipt,
           is_by_key = excluded.is_by_key
         where (excluded.sequence, b.hash) > (b.sequence, excluded.hash)`,
        [
          ...[roomId, decision, bytesOf(voter), option, String(sequence), bytesOf(hash), bytesOf(signature)],
          ...[weighed.weight, weighed.class, weighed.isAttested, weighed.isSubscriber, receivedAt],
          ...[bytesOf(receipt), isByKey],
        ],
      );
      if (rowCount !== 1) {
        throw new RelayError(
          "studio.sequence_stale",
          "A newer ballot of this voter is here already. Sign one with a higher sequence.",
        );
      }
      await db.query("update relay.studio_rooms set is_tally_due = true where id = $1 and not is_tally_due", [
        roomId,
      ]);
    });
  }
}

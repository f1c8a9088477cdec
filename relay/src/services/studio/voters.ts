import { type AccessRule, mayVote, type Standing, voterTypedData, weigh } from "@audifi/contracts/ballots";
import type { Holding } from "@audifi/contracts/holdings";
import { type Hex, hashTypedData } from "viem";
import { RelayError } from "../../errors.ts";
import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import type { StudioStanding, StudioVoter } from "../../protocol/studio.ts";
import { activeStatuses } from "../billing/subscriptions.ts";
import { keyedDigest } from "../keys.ts";
import { isSignedByKey } from "../signatures.ts";
import { bytesOf } from "../sponsored/transactions.ts";
import { pseudonymOf } from "./people.ts";
import type { SessionFacts, Sessions } from "./sessions.ts";
import { makeWay, vouch } from "./vouching.ts";

export interface Weighed {
  weight: number;
  class: StudioStanding["class"];
  isSubscriber: boolean;
  isAttested: boolean;
  /** Counts although the chain shows nothing of this voter and the relay does not vouch: a key costs nothing. */
  isStranger: boolean;
  /** Account that is vouched for; null where the ballot is not marked as attested. */
  vouchedFor: string | null;
}

interface Known {
  accountId: string | null;
  isRegistered: boolean;
  isSubscriber: boolean;
}

const SUBSCRIBERS = 4;

/** Who a voter is, what they weigh, and whom the relay vouches for. */
export class Voters {
  readonly #database: Database;
  readonly #sessions: Sessions;
  readonly #secret: string;
  readonly #perCaller: number;

  constructor(
    needs: { database: Database; sessions: Sessions },
    config: { secret: string; perCaller: number },
  ) {
    this.#database = needs.database;
    this.#sessions = needs.sessions;
    this.#secret = config.secret;
    this.#perCaller = config.perCaller;
  }

  async weigh(roomId: string, facts: SessionFacts, voter: Hex): Promise<Weighed> {
    const [holdingOf, known] = await Promise.all([
      this.#sessions.holdingsOf(facts),
      readKnown(this.#database, roomId, voter),
    ]);
    return weighAs(facts.rule, { ...holdingOf(voter), isSubscriber: known.isSubscriber }, known);
  }

  /** Of somebody whose ballot the chain took without asking: where the relay's word is given away, it counts without. */
  async weighDirect(roomId: string, rule: AccessRule, voter: Hex, holding: Holding): Promise<Weighed> {
    const known = await readKnown(this.#database, roomId, voter);
    const weighed = weighAs(rule, { ...holding, isSubscriber: known.isSubscriber }, known);
    const { vouchedFor } = weighed;
    if (vouchedFor === null) return weighed;
    const isVouched = await inTransaction(this.#database, (db) => vouch(db, roomId, voter, vouchedFor));
    return isVouched ? weighed : weighAs(rule, { ...holding, isSubscriber: false }, unknown);
  }

  /** @param asker Account of whoever asks: whether somebody subscribes is nobody else's business. */
  async standing(
    roomId: string,
    facts: SessionFacts,
    voter: Hex,
    asker: string | undefined,
  ): Promise<StudioStanding> {
    if (facts.openedAt === 0) {
      throw new RelayError("studio.not_open", "What ballots weigh is fixed when the session opens.");
    }
    const [holdingOf, known] = await Promise.all([
      this.#sessions.holdingsOf(facts),
      readKnown(this.#database, roomId, voter),
    ]);
    const isSubscriber = known.isSubscriber && known.accountId === asker;
    const standing = { ...holdingOf(voter), isSubscriber };
    const weighed = weighAs(facts.rule, standing, known);
    return {
      ...{ weight: weighed.weight, class: weighed.class, mayVote: mayVote(facts.rule, standing) },
      ...{ shares: String(standing.shares), coins: String(standing.coins) },
      ...{ isProducer: standing.isProducer, isSubscriber, isAttested: weighed.isAttested },
      reasons: reasonsOf(facts, standing, weighed),
    };
  }

  /** The key of a browser, for somebody who is signed in by e-mail: one for each account and session. */
  async register(
    roomId: string,
    facts: SessionFacts,
    {
      accountId,
      caller,
      voter,
      signature,
    }: { accountId: string; caller: string; voter: Hex; signature: Hex },
  ): Promise<StudioVoter> {
    const hash = hashTypedData(voterTypedData(facts.studio, { session: facts.session, voter }));
    if (!(await isSignedByKey({ account: voter, hash, signature }))) {
      throw new RelayError("studio.signature_invalid", "The signature is not of this key and session.");
    }
    await inTransaction(this.#database, async (db) => {
      await requireEmail(db, accountId);
      await requireNoWalletVoted(db, roomId, accountId);
      const before = await makeWay(db, roomId, voter, accountId);
      if (before === "voted") throw taken("You have voted in this session with another browser or wallet.");
      if (before === "free") await this.#keep(db, roomId, { voter, accountId, caller });
    });
    return { voter, pseudonym: pseudonymOf(this.#secret, roomId, accountId) };
  }

  /** Throws where somebody may not come in beside those who have; in the transaction that keeps the ballot. */
  async admit(
    db: Queryable,
    roomId: string,
    voter: Hex,
    { isStranger, vouchedFor, caller }: Pick<Weighed, "isStranger" | "vouchedFor"> & { caller: string },
  ): Promise<void> {
    if (isStranger) await this.#admitStranger(db, roomId, voter, caller);
    if (vouchedFor === null || (await vouch(db, roomId, voter, vouchedFor))) return;
    throw taken("You have voted in this session in another way. The relay vouches for a person once.");
  }

  /** Only so many come from one place. */
  async #admitStranger(db: Queryable, roomId: string, voter: Hex, caller: string): Promise<void> {
    const { rowCount } = await db.query("select from relay.studio_voters where room_id = $1 and voter = $2", [
      ...[roomId, bytesOf(voter)],
    ]);
    if (rowCount === 0) await this.#keep(db, roomId, { voter, accountId: null, caller });
  }

  async #keep(
    db: Queryable,
    roomId: string,
    { voter, accountId, caller }: { voter: Hex; accountId: string | null; caller: string },
  ): Promise<void> {
    const digest = keyedDigest(this.#secret, "studio callers", `${roomId}\n${caller}`);
    await db.query("select pg_advisory_xact_lock(hashtextextended($1, 8))", [digest.toString("hex")]);
    const { rowCount: fromHere } = await db.query(
      "select from relay.studio_voters where room_id = $1 and caller = $2",
      [roomId, digest],
    );
    if (this.#perCaller > 0 && (fromHere ?? 0) >= this.#perCaller) {
      throw new RelayError(
        "studio.too_many_voters",
        "Too many voters of whom nothing is known came from here. Cast the ballot on chain instead.",
      );
    }
    const { rowCount } = await db.query(
      `insert into relay.studio_voters (room_id, voter, account_id, is_attested, caller)
       values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [...[roomId, bytesOf(voter), accountId, accountId !== null], digest],
    );
    if (rowCount === 0 && accountId !== null) throw taken("This key is of another account, or has voted.");
  }
}

const taken = (message: string) => new RelayError("studio.voter_taken", message);

const unknown: Known = { accountId: null, isRegistered: false, isSubscriber: false };

const readKnown = async (db: Queryable, roomId: string, voter: Hex): Promise<Known> => {
  const { rows } = await db.query(
    `with known as (
       select account_id, false as is_registered from relay.wallets where address = $2
       union all
       select account_id, is_attested from relay.studio_voters
       where room_id = $1 and voter = $2 and account_id is not null
     )
     select account_id::text as "accountId", is_registered as "isRegistered",
            exists (select from relay.subscriptions s where s.account_id = k.account_id and s.status = any($3))
              as "isSubscriber"
     from known k limit 1`,
    [roomId, bytesOf(voter), activeStatuses],
  );
  return (rows as [Known?])[0] ?? unknown;
};

/** Marked as attested is what the chain alone does not show. */
const weighAs = (rule: AccessRule, standing: Standing, { accountId, isRegistered }: Known): Weighed => {
  const weighed = weigh(rule, standing);
  const alone = weigh(rule, { ...standing, isSubscriber: false });
  const needsSubscription = weighed.weight !== alone.weight || weighed.class !== alone.class;
  // Where subscribers are asked for, the mark says that somebody is one.
  const isVouchedFor = isRegistered && (rule.gates & SUBSCRIBERS) === 0;
  const isAttested = needsSubscription || isVouchedFor;
  return {
    ...{ ...weighed, isAttested, isSubscriber: needsSubscription },
    // An account costs no more than a key: whoever has one is no less of a stranger.
    isStranger: weighed.class === "everyone" && !isAttested,
    vouchedFor: isAttested ? accountId : null,
  };
};

const requireEmail = async (db: Queryable, accountId: string): Promise<void> => {
  const { rowCount } = await db.query("select from relay.identities where account_id = $1 limit 1", [
    accountId,
  ]);
  if (rowCount === 1) return;
  throw new RelayError(
    "studio.may_not_vote",
    "Your account has a wallet and no e-mail address: vote with it.",
  );
};

const requireNoWalletVoted = async (db: Queryable, roomId: string, accountId: string): Promise<void> => {
  const { rowCount } = await db.query(
    `select from relay.studio_ballots b join relay.wallets w on w.address = b.voter
     where b.room_id = $1 and w.account_id = $2 limit 1`,
    [roomId, accountId],
  );
  if (rowCount === 1) throw taken("You have voted in this session with a wallet of your account.");
};

const reasonsOf = (
  { rule }: SessionFacts,
  { shares, coins, isProducer, isSubscriber }: Standing,
  { weight, class: why }: Weighed,
): string[] => {
  if (weight === 0) return missingOf(rule.gates, rule.needsAll, rule.coinUnit);
  const words = {
    everyone: "Everybody who may vote counts once.",
    subscriber: "Subscribers count twice.",
    shareholder: `Holders of shares count three times; you held ${shares}.`,
    "coin-holder": "Coins count by the square root of what you held and staked.",
    producer: "Producers count five times.",
  }[why];
  const others = [
    why !== "shareholder" && shares > 0n ? `You held ${shares} shares, which counts less.` : "",
    why !== "coin-holder" && coins >= rule.coinUnit ? "Your coins count less." : "",
    why !== "subscriber" && isSubscriber ? "Your subscription counts less." : "",
    why !== "producer" && isProducer ? "That you are a producer counts less." : "",
  ];
  return [words, ...others.filter(Boolean)];
};

const missingOf = (gates: number, needsAll: boolean, coinUnit: bigint): string[] => {
  const asked = [
    [1, "a share of the artist"],
    [2, `${coinUnit} units of the artist's coin`],
    [4, "a subscription"],
  ] as const;
  const words = asked.filter(([gate]) => (gates & gate) !== 0).map(([, what]) => what);
  return [`Who votes here held ${words.join(needsAll ? " and " : " or ")} when the session opened.`];
};

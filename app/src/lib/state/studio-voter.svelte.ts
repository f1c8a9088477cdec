import type { BallotMessage } from "#lib/chain/studio/sign-ballot.ts";
import { isSameAddress } from "#lib/format/address.ts";
import { done, type Answer } from "#lib/format/answer.ts";
import { newestBallots, nextSequence, type KeptBallot } from "#lib/format/ballot.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Reason } from "#lib/format/outcome.ts";
import type { SessionDetail } from "#lib/format/studio.ts";
import {
  readBallots,
  readStanding,
  registerVoter,
  sendBallot,
  type StudioStanding,
} from "#lib/relay/studio.ts";
import { browserVoter, keepBallots, keepBrowserVoter, keptBallots, type BallotBox } from "./ballot-store.ts";

/** Who votes: a wallet, or a key of this browser. */
interface Identity {
  readonly voter: Hex;
  /** null where the wallet signs. */
  readonly key: Hex | null;
  readonly pseudonym: string | null;
}

const WEIGH_AGAIN_AFTER = 2_000;
const WEIGH_AGAIN_MOST = 60_000;

const NOT_KEPT: Reason = {
  title: "This browser keeps nothing",
  detail: "The key of your vote would be lost with this page. Allow this site to store data, and try again.",
};
const BAD_RECEIPT: Reason = {
  title: "The receipt is not good",
  detail:
    "The ballot was sent, but what came back proves nothing. A wallet can cast it on chain, to be sure.",
};

/** Somebody votes in a session: what they weigh, how they voted, and what proves it. */
export class StudioVoter {
  identity = $state.raw<Identity | null>(null);
  standing = $state.raw<StudioStanding | null>(null);
  ballots = $state.raw<readonly KeptBallot[]>([]);
  /** Options cast on chain, by decision; they win. */
  direct = $state.raw<readonly (number | null)[]>([]);
  /** Index of the decision whose ballot is being signed and sent. */
  busy = $state<number | null>(null);
  isJoining = $state(false);
  reason = $state.raw<Reason | null>(null);
  /** Whether casting on chain is the way left: the relay is away, or refused. */
  needsChain = $state(false);
  /** Whether this voter prefers the chain to the relay. */
  prefersChain = $state(false);
  readonly #network: NetworkConfig;
  readonly #relayUrl: string | null;
  readonly #session: Pick<SessionDetail, "id" | "receiptSigner" | "decisions">;
  readonly #box: BallotBox;

  constructor(network: NetworkConfig, session: Pick<SessionDetail, "id" | "receiptSigner" | "decisions">) {
    this.#network = network;
    this.#relayUrl = network.relayUrl;
    this.#session = session;
    this.#box = { chainId: network.chainId, session: session.id };
  }

  /** The option that this voter's newest ballot is for; null where there is none. */
  choiceOf(decision: number): number | null {
    const relayed = this.ballots.find((ballot) => ballot.decision === decision)?.option;
    return this.direct[decision] ?? relayed ?? null;
  }

  /** Whether the next ballot has to go on chain: one that is there wins over all that are signed for the relay. */
  castsOnChain(decision: number): boolean {
    if (this.identity === null || this.identity.key !== null) return false;
    const isDirect = (this.direct[decision] ?? null) !== null;
    return isDirect || this.prefersChain || this.#relayUrl === null;
  }

  /** Votes as the connected wallet from now on, or with what this browser keeps for the account that is signed in. */
  async become(account: Hex | null, accountId: string | null): Promise<void> {
    const kept = account === null && accountId !== null ? browserVoter(this.#box, accountId) : null;
    if (account !== null) await this.#be({ voter: account.toLowerCase() as Hex, key: null, pseudonym: null });
    else if (kept?.pseudonym) {
      const { voterOf } = await import("#lib/chain/studio/browser-key.ts");
      await this.#be({ voter: voterOf(kept.key), ...kept });
    } else {
      [this.identity, this.standing, this.ballots, this.direct] = [null, null, [], []];
    }
  }

  /** Makes a key of this browser and has the relay vouch for it. */
  async join(accountId: string): Promise<void> {
    if (this.#relayUrl === null || this.isJoining) return;
    [this.isJoining, this.reason] = [true, null];
    const { makeBrowserKey, signVoter, voterOf } = await import("#lib/chain/studio/browser-key.ts");
    const kept = browserVoter(this.#box, accountId);
    const key = kept?.key ?? makeBrowserKey();
    if (!keepBrowserVoter(this.#box, accountId, { key, pseudonym: kept?.pseudonym ?? "" })) {
      [this.isJoining, this.reason] = [false, NOT_KEPT];
      return;
    }
    const signature = await signVoter(this.#network, key, BigInt(this.#session.id));
    const answer = await registerVoter(this.#relayUrl, this.#session.id, { voter: voterOf(key), signature });
    this.isJoining = false;
    if (answer.status === "done") {
      const { pseudonym } = answer.value;
      keepBrowserVoter(this.#box, accountId, { key, pseudonym });
      await this.#be({ voter: voterOf(key), key, pseudonym });
    } else if (answer.status !== "cancelled") this.reason = answer.reason;
  }

  /** Signs a ballot, sends it, and keeps its receipt; true when it was received. */
  async vote(decision: number, option: number): Promise<boolean> {
    const { identity } = this;
    if (identity === null || this.busy !== null) return false;
    [this.busy, this.reason] = [decision, null];
    try {
      const answer = await this.#cast(identity, decision, option);
      if (answer.status === "done") await this.#keep(identity, answer.value);
      else if (answer.status !== "cancelled") {
        this.reason = answer.reason;
        this.needsChain = identity.key === null;
        // Another tab or device was faster: what it said is shown before anybody votes over it.
        if (answer.status === "refused" && answer.code === "studio.sequence_stale")
          await this.#read(identity);
      }
      return answer.status === "done";
    } finally {
      this.busy = null;
    }
  }

  /** What this voter cast on chain; wallets only. */
  async readDirect(): Promise<void> {
    const { identity } = this;
    if (identity === null || identity.key !== null) return;
    const { readDirectBallots } = await import("#lib/chain/studio/direct-ballots.ts");
    const decisions = this.#session.decisions.length;
    const found = await readDirectBallots(this.#network, {
      ...{ session: this.#session.id, voter: identity.voter, decisions },
    }).catch(() => null);
    if (found && this.identity === identity) this.direct = found;
  }

  async #be(identity: Identity): Promise<void> {
    const isSame = isSameAddress(this.identity?.voter, identity.voter);
    this.identity = identity;
    if (!isSame) [this.standing, this.reason, this.needsChain, this.direct] = [null, null, false, []];
    this.ballots = keptBallots(this.#box, identity.voter);
    await Promise.all([this.#read(identity), this.#weigh(identity), this.readDirect()]);
  }

  async #weigh(identity: Identity, pause = WEIGH_AGAIN_AFTER): Promise<void> {
    if (this.#relayUrl === null || this.identity !== identity) return;
    const answer = await readStanding(this.#relayUrl, this.#session.id, identity.voter);
    if (this.identity !== identity) return;
    if (answer.status === "done") this.standing = answer.value;
    else setTimeout(() => void this.#weigh(identity, Math.min(pause * 2, WEIGH_AGAIN_MOST)), pause);
  }

  /** What the relay holds of this voter, from all devices. */
  async #read(identity: Identity): Promise<void> {
    if (this.#relayUrl === null) return;
    const answer = await readBallots(this.#relayUrl, this.#session.id, identity.voter);
    if (answer.status !== "done" || this.identity !== identity) return;
    this.ballots = newestBallots(keptBallots(this.#box, identity.voter), answer.value.ballots);
    keepBallots(this.#box, identity.voter, this.ballots);
  }

  async #cast(identity: Identity, decision: number, option: number): Promise<Answer<KeptBallot>> {
    const { voter, key } = identity;
    // Another tab may have voted since this one looked.
    const known = newestBallots(this.ballots, keptBallots(this.#box, voter)).filter(
      (ballot) => ballot.decision === decision,
    );
    const sequence = nextSequence(known, Date.now());
    const message = { session: BigInt(this.#session.id), decision, option, voter, sequence };
    const signed = await this.#sign(key, message);
    if (signed.status !== "done") return signed;
    if (this.#relayUrl === null) return AWAY;
    const ballot = { decision, option, voter, sequence: String(sequence) };
    const answer = await sendBallot(this.#relayUrl, this.#session.id, { ballot, signature: signed.value });
    if (answer.status !== "done") return answer;
    const { isReceiptGood } = await import("#lib/chain/studio/receipt.ts");
    const { receiptSigner } = this.#session;
    if (!(await isReceiptGood(this.#network, receiptSigner, message, answer.value))) this.#distrust();
    return done({ ...ballot, signature: signed.value, receipt: answer.value });
  }

  async #sign(key: Hex | null, message: BallotMessage): Promise<Answer<Hex>> {
    if (key === null) {
      const { signBallot } = await import("#lib/chain/studio/sign-ballot.ts");
      return signBallot(this.#network, message);
    }
    const { signBallotByKey } = await import("#lib/chain/studio/browser-key.ts");
    return done(await signBallotByKey(this.#network, key, message));
  }

  async #keep({ voter }: Identity, ballot: KeptBallot): Promise<void> {
    this.ballots = newestBallots(newestBallots(this.ballots, keptBallots(this.#box, voter)), [ballot]);
    keepBallots(this.#box, voter, this.ballots);
    if (this.reason === null) this.needsChain = false;
  }

  #distrust(): void {
    [this.reason, this.needsChain] = [BAD_RECEIPT, this.identity?.key === null];
  }
}

const AWAY: Answer<never> = {
  status: "away",
  reason: {
    title: "Nobody collects ballots here",
    detail: "Cast your ballot on chain instead.",
  },
};

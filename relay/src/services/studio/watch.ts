import { RelayError } from "../../errors.ts";
import type { Database } from "../../plugins/database.ts";
import type { Log } from "../../plugins/logging.ts";
import type { Chain } from "../../plugins/chain.ts";
import type { Hex } from "viem";
import { Rounds } from "../rounds.ts";
import type { ChainClock } from "./clock.ts";
import type { Sessions } from "./sessions.ts";
import { type Synced, syncRoom } from "./sync.ts";

/** Everything that is not over is looked at this often, whatever was told or missed. */
const LOOK_AT_ALL_MS = 15_000;
/** Blocks that are read again, because they may have been replaced. */
const OVERLAP = 12n;

export interface WatchNeeds {
  database: Database;
  chain: Chain;
  sessions: Sessions;
  clock: ChainClock;
  log: Log;
  onSynced(synced: Synced): void;
}

/** Follows what happens to sessions on chain, also where nobody is in their room. */
export class StudioWatch {
  readonly #needs: WatchNeeds;
  readonly #rounds: Rounds;
  /** Sessions to look at, those that could not be looked at before included. */
  readonly #owed = new Set<bigint>();
  #readUntil: bigint | undefined;
  #lookedAt = -LOOK_AT_ALL_MS;

  constructor(needs: WatchNeeds) {
    this.#needs = needs;
    this.#rounds = new Rounds(
      () => this.#advance(),
      (error) => needs.log.warn({ err: error }, "studio sessions cannot be followed"),
    );
  }

  /** To be called at every new block. */
  wake(): void {
    this.#rounds.wake();
  }

  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  async #advance(): Promise<void> {
    const { sessions } = this.#needs;
    const deployment = await sessions.deployment().catch(() => undefined);
    // Nothing is followed where there is nothing.
    if (!deployment) return;
    const head = await sessions.head();
    const found = this.#readUntil === undefined ? await this.#findUnknown() : await this.#readTouched(head);
    for (const session of [...found, ...(await this.#findDue())]) this.#owed.add(session);
    this.#readUntil = head;
    let failure: unknown;
    for (const session of this.#owed) {
      if (this.#rounds.isStopped) return;
      try {
        this.#needs.onSynced(await syncRoom(this.#needs.database, sessions, session));
        this.#owed.delete(session);
      } catch (error) {
        if (error instanceof RelayError && error.code === "studio.session_unknown")
          this.#owed.delete(session);
        else failure = error;
      }
    }
    if (failure !== undefined) throw failure;
  }

  /** Sessions that were made while no relay was there. */
  async #findUnknown(): Promise<bigint[]> {
    const { database, sessions } = this.#needs;
    const { address } = await sessions.studio();
    const { rows } = await database.query(
      `select id::text from generate_series(1, $2::bigint) as id where not exists (
         select from relay.studio_rooms r where r.studio = decode($1, 'hex') and r.session = id)`,
      [address.slice(2), await sessions.count()],
    );
    return (rows as { id: string }[]).map(({ id }) => BigInt(id));
  }

  /** Sessions with events since the last time. */
  async #readTouched(head: bigint): Promise<bigint[]> {
    const { address } = await this.#needs.sessions.studio();
    const read = this.#readUntil ?? head;
    const from = read > OVERLAP ? read - OVERLAP : 0n;
    const filter = { address, fromBlock: toHex(from), toBlock: toHex(head) };
    const logs = (await this.#needs.chain.request({ method: "eth_getLogs", params: [filter] })) as {
      topics: readonly Hex[];
    }[];
    // Events about accounts have an address where those about sessions have their number.
    const named = logs.flatMap(({ topics }) => (topics[1] === undefined ? [] : [BigInt(topics[1])]));
    return named.filter((session) => session > 0n && session < 2n ** 63n);
  }

  /** Sessions whose time is up, whose ballots are on their way, and now and then all. */
  async #findDue(): Promise<bigint[]> {
    const { database, clock, sessions } = this.#needs;
    const isTimeForAll = performance.now() - this.#lookedAt >= LOOK_AT_ALL_MS;
    if (isTimeForAll) this.#lookedAt = performance.now();
    const { rows } = await database.query(
      `select r.session::text from relay.studio_rooms r
       where r.studio = decode($1, 'hex') and (
         ($2 and r.status in ('draft', 'open', 'closed')) or (r.status = 'open' and r.closes_at <= $3)
         or (r.status = 'closed' and exists (
           select from relay.studio_publications p where p.room_id = r.id and p.state in ('gathering', 'pinned'))))`,
      [(await sessions.studio()).address.slice(2), isTimeForAll, clock.now() ?? 0],
    );
    return (rows as { session: string }[]).map(({ session }) => BigInt(session));
  }
}

const toHex = (number: bigint): Hex => `0x${number.toString(16)}`;

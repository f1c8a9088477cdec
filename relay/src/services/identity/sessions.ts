import { RelayError } from "../../errors.ts";
import type { Queryable } from "../../plugins/database.ts";
import type { AccountSession, SessionTokens } from "../../plugins/sessions.ts";
import type { AccountSessions } from "../../protocol/account.ts";
import type { SignInMethod } from "../../protocol/auth.ts";
import { readToken, type SessionToken, writeToken } from "./tokens.ts";

/** How long an access token is good. */
const ACCESS_SECONDS = 900;
/** A session ends when nobody came for this long, and in any case after `LONGEST`. */
const IDLE = "interval '30 days'";
const LONGEST = "interval '180 days'";
/** Tabs of one browser refresh side by side, and requests are on their way while they do. */
const OVERLAP_SECONDS = 60;
/** How long a proof of who asks opens sensitive actions. */
const STEP_UP_SECONDS = 600;

interface SessionRow {
  sessionId: string;
  accountId: string;
  method: SignInMethod;
  generation: number;
  seenGeneration: number;
  age: number;
  rotatedAt: number;
  expiresAt: number;
  maxAge: number;
  authenticatedAt: number;
  secondFactorAt: number | null;
  hasSecondFactor: boolean;
}

const columns = `
  s.id as "sessionId", s.account_id as "accountId", s.method, s.generation, s.seen_generation as "seenGeneration",
  extract(epoch from now() - s.rotated_at)::float8 as age,
  floor(extract(epoch from s.rotated_at))::float8 as "rotatedAt",
  floor(extract(epoch from s.expires_at))::float8 as "expiresAt",
  floor(extract(epoch from s.expires_at - now()))::float8 as "maxAge",
  floor(extract(epoch from s.authenticated_at))::float8 as "authenticatedAt",
  floor(extract(epoch from s.second_factor_at))::float8 as "secondFactorAt",
  exists (
    select from relay.second_factors f where f.account_id = s.account_id and f.confirmed_at is not null
  ) as "hasSecondFactor"`;

const describe = (row: SessionRow): AccountSession => {
  const { sessionId, accountId, method, hasSecondFactor, secondFactorAt, authenticatedAt } = row;
  const proven = hasSecondFactor ? secondFactorAt : authenticatedAt;
  const until = proven === null ? null : proven + STEP_UP_SECONDS;
  return {
    ...{ sessionId, accountId, method, hasSecondFactor },
    aal: secondFactorAt === null ? "aal1" : "aal2",
    needsSecondFactor: hasSecondFactor && secondFactorAt === null,
    steppedUpUntil: until !== null && until > Date.now() / 1_000 ? until : null,
    refreshBy: row.rotatedAt + ACCESS_SECONDS,
    expiresAt: row.expiresAt,
  };
};

const ended = () => new RelayError("auth.session_ended", "This session has ended. Sign in again.");

export interface Opened {
  session: AccountSession;
  tokens: SessionTokens;
}

/** Begins, finds, renews and ends sessions. */
export class Sessions {
  readonly #db: Queryable;
  readonly #secret: string;

  constructor(db: Queryable, secret: string) {
    this.#db = db;
    this.#secret = secret;
  }

  #open(row: SessionRow): Opened {
    const write = (kind: "access" | "refresh") => writeToken(this.#secret, kind, row);
    return {
      session: describe(row),
      tokens: { access: write("access"), refresh: write("refresh"), maxAge: row.maxAge },
    };
  }

  async #one(sql: string, values: unknown[]): Promise<SessionRow | undefined> {
    const { rows } = await this.#db.query(sql, values);
    return (rows as [SessionRow?])[0];
  }

  #read(id: string): Promise<SessionRow | undefined> {
    return this.#one(`select ${columns} from relay.sessions s where s.id = $1 and s.expires_at > now()`, [
      id,
    ]);
  }

  async begin(accountId: string, method: SignInMethod, device: string): Promise<Opened> {
    const row = await this.#one(
      `with s as (
         insert into relay.sessions (account_id, method, device, expires_at)
         values ($1, $2, $3, now() + ${IDLE}) returning *
       ) select ${columns} from s`,
      [accountId, method, device.slice(0, 200)],
    );
    if (!row) throw ended();
    return this.#open(row);
  }

  async find(accessToken: string): Promise<AccountSession | undefined> {
    const token = readToken(this.#secret, "access", accessToken);
    const row = token && (await this.#read(token.sessionId));
    if (!token || !row) return undefined;
    const isCurrent = token.generation === row.generation && row.age < ACCESS_SECONDS;
    const isOverlap = token.generation === row.generation - 1 && row.age < OVERLAP_SECONDS;
    if (!isCurrent && !isOverlap) return undefined;
    if (isCurrent) await this.#see(row);
    return describe(row);
  }

  async #see({ sessionId, generation, seenGeneration }: SessionRow): Promise<void> {
    if (seenGeneration >= generation) return;
    const sql = "update relay.sessions set seen_generation = $2 where id = $1 and seen_generation < $2";
    await this.#db.query(sql, [sessionId, generation]);
  }

  /**
   * The next generation of a session. A token that was used before ends the session, because somebody else has it;
   * unless what it was exchanged for never came back, or other tabs asked at the same time.
   */
  async refresh(refreshToken: string): Promise<Opened> {
    const token = readToken(this.#secret, "refresh", refreshToken);
    if (!token) throw ended();
    const next = await this.#rotate(token);
    if (next) return this.#open(next);
    const row = await this.#read(token.sessionId);
    if (!row) throw ended();
    const isLast = token.generation === row.generation - 1;
    if (isLast && (row.age < OVERLAP_SECONDS || row.seenGeneration < row.generation)) return this.#open(row);
    await this.end(row.sessionId);
    throw ended();
  }

  #rotate({ sessionId, generation }: SessionToken): Promise<SessionRow | undefined> {
    return this.#one(
      `with s as (
         update relay.sessions
         set generation = generation + 1, seen_generation = generation, rotated_at = now(),
             expires_at = least(now() + ${IDLE}, created_at + ${LONGEST})
         where id = $1 and generation = $2 and expires_at > now() returning *
       ) select ${columns} from s`,
      [sessionId, generation],
    );
  }

  /** Notes that the person proved again who they are. */
  async prove(sessionId: string, how: "sign-in" | "second-factor"): Promise<AccountSession> {
    const column = how === "sign-in" ? "authenticated_at" : "second_factor_at";
    await this.#db.query(`update relay.sessions set ${column} = now() where id = $1`, [sessionId]);
    const row = await this.#read(sessionId);
    if (!row) throw ended();
    return describe(row);
  }

  async end(sessionId: string): Promise<void> {
    await this.#db.query("delete from relay.sessions where id = $1", [sessionId]);
  }

  /** Ends the session of a refresh token, for browsers whose access token ran out. */
  async forget(refreshToken: string | undefined): Promise<void> {
    const token = refreshToken === undefined ? undefined : readToken(this.#secret, "refresh", refreshToken);
    if (token) await this.end(token.sessionId);
  }

  async endOne(accountId: string, sessionId: string): Promise<void> {
    const sql = "delete from relay.sessions where id = $1 and account_id = $2";
    const { rowCount } = await this.#db.query(sql, [sessionId, accountId]);
    if (rowCount === 0) throw new RelayError("account.session_unknown", "You have no such session.");
  }

  async endAll(accountId: string): Promise<void> {
    await this.#db.query("delete from relay.sessions where account_id = $1", [accountId]);
  }

  async list(accountId: string, currentId: string): Promise<AccountSessions> {
    const { rows } = await this.#db.query(
      `select id, method, device, floor(extract(epoch from created_at))::float8 as "createdAt",
              floor(extract(epoch from rotated_at))::float8 as "lastSeenAt", id = $2 as current
       from relay.sessions where account_id = $1 and expires_at > now() order by rotated_at desc limit 100`,
      [accountId, currentId],
    );
    return { sessions: rows as AccountSessions["sessions"] };
  }
}

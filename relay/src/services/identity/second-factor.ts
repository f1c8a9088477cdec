import { randomBytes } from "node:crypto";
import { encode } from "uqr";
import { RelayError } from "../../errors.ts";
import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import type { SecondFactorSetup } from "../../protocol/account.ts";
import { deriveKey, keyedDigest } from "../keys.ts";
import type { SecurityEvent } from "../mail/letters.ts";
import type { PostOffice } from "../mail/post-office.ts";
import { decryptSecret, encryptSecret, findStep, toBase32, totpUri } from "./totp.ts";

const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
/** Wrong codes in a row until the factor is locked, and for how long. */
const MOST_FAILURES = 5;
const LOCK = "interval '15 minutes'";

export type SecondFactorProof = { code: string } | { recoveryCode: string };

interface Parts {
  database: Database;
  postOffice: PostOffice;
  secret: string;
}

interface FactorRow {
  secret: Buffer;
  lastStep: number;
  isConfirmed: boolean;
  wait: number | null;
}

const wrong = () => new RelayError("auth.code_invalid", "This code is wrong or was used.");
const missing = () =>
  new RelayError("account.second_factor_missing", "There is no authenticator app set up.");

/** The dark modules as one SVG path. */
const qrOf = (text: string): SecondFactorSetup["qr"] => {
  const { size, data } = encode(text, { ecc: "M", border: 4 });
  const modules = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { size, path: modules.join("") };
};

const normalise = (recoveryCode: string): string => recoveryCode.toLowerCase().replace(/[^a-z0-9]/g, "");

/** An authenticator app as second factor, and the codes for whoever loses it. */
export class SecondFactor {
  readonly #parts: Parts;
  readonly #key: Buffer;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#key = deriveKey(parts.secret, "second factor");
  }

  /** A new secret, of no effect until a code of it is confirmed. */
  async setUp(accountId: string, label: string): Promise<SecondFactorSetup> {
    const secret = randomBytes(SECRET_BYTES);
    const { rowCount } = await this.#parts.database.query(
      `insert into relay.second_factors as f (account_id, secret) values ($1, $2)
       on conflict (account_id) do update set secret = excluded.secret, last_step = 0, created_at = now()
       where f.confirmed_at is null`,
      [accountId, encryptSecret(this.#key, accountId, secret)],
    );
    if (rowCount !== 1) {
      throw new RelayError("account.second_factor_enabled", "An authenticator app is set up already.");
    }
    const uri = totpUri(secret, label);
    return { secret: toBase32(secret), uri, qr: qrOf(uri) };
  }

  /** Switches the factor on and answers the recovery codes. */
  async confirm(accountId: string, code: string): Promise<string[]> {
    await this.#check(accountId, { code }, false);
    const codes = await inTransaction(this.#parts.database, async (db) => {
      await db.query("update relay.second_factors set confirmed_at = now() where account_id = $1", [
        accountId,
      ]);
      await this.#parts.postOffice.postSecurity(db, accountId, "second-factor-on");
      return this.#makeCodes(db, accountId);
    });
    this.#parts.postOffice.wake();
    return codes;
  }

  /** Throws unless the proof is good. It is not good a second time. */
  async prove(accountId: string, proof: SecondFactorProof): Promise<void> {
    await this.#check(accountId, proof, true);
    if ("recoveryCode" in proof) await this.#tell(accountId, "recovery-code-used");
  }

  async renewCodes(accountId: string): Promise<string[]> {
    const codes = await inTransaction(this.#parts.database, async (db) => {
      const { rowCount } = await db.query(
        "select from relay.second_factors where account_id = $1 and confirmed_at is not null for update",
        [accountId],
      );
      if (rowCount !== 1) throw missing();
      return this.#makeCodes(db, accountId);
    });
    await this.#tell(accountId, "recovery-codes-new");
    return codes;
  }

  async switchOff(accountId: string): Promise<void> {
    await inTransaction(this.#parts.database, async (db) => {
      const sql = "delete from relay.second_factors where account_id = $1 and confirmed_at is not null";
      if ((await db.query(sql, [accountId])).rowCount !== 1) throw missing();
      await db.query("delete from relay.recovery_codes where account_id = $1", [accountId]);
    });
    await this.#tell(accountId, "second-factor-off");
  }

  async #tell(accountId: string, event: SecurityEvent): Promise<void> {
    await this.#parts.postOffice.postSecurity(this.#parts.database, accountId, event);
    this.#parts.postOffice.wake();
  }

  #digest(accountId: string, recoveryCode: string): Buffer {
    return keyedDigest(this.#parts.secret, "recovery codes", `${accountId}\n${normalise(recoveryCode)}`);
  }

  async #makeCodes(db: Queryable, accountId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () =>
      toBase32(randomBytes(10))
        .toLowerCase()
        .slice(0, 10)
        .replace(/^(.{5})/, "$1-"),
    );
    await db.query("delete from relay.recovery_codes where account_id = $1", [accountId]);
    await db.query("insert into relay.recovery_codes (account_id, digest) select $1, unnest($2::bytea[])", [
      ...[accountId, codes.map((code) => this.#digest(accountId, code))],
    ]);
    return codes;
  }

  /** The row is locked while a code is judged, so guesses cannot be made side by side. */
  async #check(accountId: string, proof: SecondFactorProof, isConfirmed: boolean): Promise<void> {
    const isGood = await inTransaction(this.#parts.database, async (db) => {
      const { rows } = await db.query(
        `select secret, last_step::float8 as "lastStep", confirmed_at is not null as "isConfirmed",
                ceil(extract(epoch from locked_until - now()))::int as wait
         from relay.second_factors where account_id = $1 for update`,
        [accountId],
      );
      const [factor] = rows as [FactorRow?];
      if (!factor || factor.isConfirmed !== isConfirmed) throw missing();
      if (factor.wait !== null && factor.wait > 0) {
        throw new RelayError("auth.too_many_attempts", "Too many wrong codes. Wait before the next one.", {
          retryAfterSeconds: factor.wait,
        });
      }
      const good = await this.#judge(db, accountId, factor, proof);
      await db.query(
        good
          ? "update relay.second_factors set failures = 0, locked_until = null where account_id = $1"
          : `update relay.second_factors set
               failures = case when failures + 1 >= ${MOST_FAILURES} then 0 else failures + 1 end,
               locked_until = case when failures + 1 >= ${MOST_FAILURES} then now() + ${LOCK} end
             where account_id = $1`,
        [accountId],
      );
      return good;
    });
    if (!isGood) throw wrong();
  }

  async #judge(
    db: Queryable,
    accountId: string,
    factor: FactorRow,
    proof: SecondFactorProof,
  ): Promise<boolean> {
    if ("recoveryCode" in proof) {
      const { rowCount } = await db.query(
        "update relay.recovery_codes set used_at = now() where account_id = $1 and digest = $2 and used_at is null",
        [accountId, this.#digest(accountId, proof.recoveryCode)],
      );
      return rowCount === 1;
    }
    const step = findStep(decryptSecret(this.#key, accountId, factor.secret), proof.code);
    if (step === undefined || step <= factor.lastStep) return false;
    await db.query("update relay.second_factors set last_step = $2 where account_id = $1", [accountId, step]);
    return true;
  }
}

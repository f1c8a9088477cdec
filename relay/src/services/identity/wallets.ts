import { randomBytes } from "node:crypto";
import { type Hex, hexToBytes } from "viem";
import { RelayError } from "../../errors.ts";
import type { Chain } from "../../plugins/chain.ts";
import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import type { Config } from "../../plugins/env.ts";
import { type WalletNonce, type WalletPurpose, walletStatements } from "../../protocol/auth.ts";
import { keyedDigest } from "../keys.ts";
import type { PostOffice } from "../mail/post-office.ts";
import { requireMessageSignature } from "../signatures.ts";
import { createAccount, requireAnotherWayIn } from "./accounts.ts";
import { parseWalletMessage, type WalletMessage } from "./wallet-message.ts";

const NONCE_SECONDS = 600;
/** How far a wallet's clock may be off. */
const SKEW_MS = 300_000;
const MOST_WALLETS = 20;

interface Parts {
  config: Config;
  database: Database;
  chain: Chain;
  postOffice: PostOffice;
}

const bytesOf = (account: Hex): Buffer => Buffer.from(hexToBytes(account));

const malformed = (message: string) => new RelayError("auth.message_invalid", message);

/** Signing in with wallets (EIP-4361), and which wallets belong to an account. */
export class Wallets {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  #digest(nonce: string): Buffer {
    return keyedDigest(this.#parts.config.identity.secret, "sign-in nonces", nonce);
  }

  async issueNonce(purpose: WalletPurpose): Promise<WalletNonce> {
    const { database, config } = this.#parts;
    const nonce = randomBytes(16).toString("hex");
    const { rows } = await database.query(
      `insert into relay.wallet_nonces (digest, purpose, expires_at)
       values ($1, $2, now() + make_interval(secs => $3))
       returning floor(extract(epoch from expires_at))::float8 as "expiresAt"`,
      [this.#digest(nonce), purpose, NONCE_SECONDS],
    );
    const [{ expiresAt }] = rows as [{ expiresAt: number }];
    return { nonce, statement: walletStatements[purpose], chainId: config.chainId, expiresAt };
  }

  /** The wallet that signed a message to us, for this purpose, with a nonce that nobody used before. */
  async prove(proof: { message: string; signature: Hex }, purpose: WalletPurpose): Promise<Hex> {
    const message = parseWalletMessage(proof.message);
    if (!message) throw malformed("This is not a message as EIP-4361 has it.");
    this.#requireOurs(message, purpose);
    await this.#useNonce(message.nonce, purpose);
    await requireMessageSignature(this.#parts.chain, { account: message.account, ...proof });
    return message.account;
  }

  #requireOurs(message: WalletMessage, purpose: WalletPurpose): void {
    const { appOrigins, chainId } = this.#parts.config;
    const origin = appOrigins.find((candidate) => new URL(candidate).host === message.domain);
    const uri = URL.canParse(message.uri) ? new URL(message.uri).origin : "";
    if (origin === undefined || uri !== origin) throw malformed("The message is for another site.");
    if (message.scheme !== undefined && `${message.scheme}:` !== new URL(origin).protocol) {
      throw malformed("The message is for another site.");
    }
    if (message.chainId !== chainId) throw malformed(`The message has to name chain ${chainId}.`);
    if (message.statement !== walletStatements[purpose]) throw malformed("The message says something else.");
    const now = Date.now();
    const isTooOld = message.issuedAt.getTime() < now - NONCE_SECONDS * 1_000 - SKEW_MS;
    const isAhead = message.issuedAt.getTime() > now + SKEW_MS;
    const isOver = message.expirationTime !== undefined && message.expirationTime.getTime() <= now;
    const isEarly = message.notBefore !== undefined && message.notBefore.getTime() > now + SKEW_MS;
    if (isTooOld || isAhead || isOver || isEarly) throw malformed("The message is not for this time.");
  }

  async #useNonce(nonce: string, purpose: WalletPurpose): Promise<void> {
    const { rowCount } = await this.#parts.database.query(
      "delete from relay.wallet_nonces where digest = $1 and purpose = $2 and expires_at > now()",
      [this.#digest(nonce), purpose],
    );
    if (rowCount !== 1) {
      throw new RelayError("auth.nonce_invalid", "This message was used or is too old. Sign a new one.");
    }
  }

  /** The account a wallet leads into; one that comes for the first time gets an account. */
  async enter(wallet: Hex): Promise<string> {
    return inTransaction(this.#parts.database, async (db) => {
      await this.#lock(db, wallet);
      const holder = await this.#holderOf(db, wallet);
      if (holder !== undefined) return holder;
      const accountId = await createAccount(db);
      await this.#keep(db, accountId, wallet);
      return accountId;
    });
  }

  async add(accountId: string, wallet: Hex): Promise<void> {
    const { database, postOffice } = this.#parts;
    await inTransaction(database, async (db) => {
      await db.query("select from relay.accounts where id = $1 for update", [accountId]);
      await this.#lock(db, wallet);
      const holder = await this.#holderOf(db, wallet);
      if (holder === accountId) return;
      if (holder !== undefined) {
        throw new RelayError("account.wallet_taken", "This wallet belongs to another account.");
      }
      const { rowCount } = await db.query("select from relay.wallets where account_id = $1", [accountId]);
      if ((rowCount ?? 0) >= MOST_WALLETS) {
        throw new RelayError("account.too_many_wallets", `An account has at most ${MOST_WALLETS} wallets.`);
      }
      await this.#keep(db, accountId, wallet);
      await postOffice.postSecurity(db, accountId, "wallet-added");
    });
    postOffice.wake();
  }

  async remove(accountId: string, wallet: Hex): Promise<void> {
    const { database, postOffice } = this.#parts;
    await inTransaction(database, async (db) => {
      await db.query("select from relay.accounts where id = $1 for update", [accountId]);
      const { rowCount } = await db.query(
        "delete from relay.wallets where account_id = $1 and address = $2",
        [...[accountId, bytesOf(wallet)]],
      );
      if (rowCount !== 1) throw new RelayError("account.wallet_unknown", "You have no such wallet.");
      await requireAnotherWayIn(db, accountId);
      await postOffice.postSecurity(db, accountId, "wallet-removed");
    });
    postOffice.wake();
  }

  #lock(db: Queryable, wallet: Hex) {
    return db.query("select pg_advisory_xact_lock(hashtextextended($1, 7))", [wallet]);
  }

  async #holderOf(db: Queryable, wallet: Hex): Promise<string | undefined> {
    const { rows } = await db.query(
      `select account_id as "accountId" from relay.wallets where address = $1`,
      [bytesOf(wallet)],
    );
    return (rows as [{ accountId: string }?])[0]?.accountId;
  }

  #keep(db: Queryable, accountId: string, wallet: Hex) {
    return db.query("insert into relay.wallets (address, account_id) values ($1, $2)", [
      ...[bytesOf(wallet), accountId],
    ]);
  }
}

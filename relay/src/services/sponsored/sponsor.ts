import type { Address } from "viem";
import { RelayError } from "../../errors.ts";
import type { Chain } from "../../plugins/chain.ts";
import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import type { RelayerConfig } from "../../plugins/relayer-env.ts";
import type { Sponsored, SponsorAvailability } from "../../protocol/sponsored.ts";
import { type Asker, readBudget, requireBudget } from "./budget.ts";
import { type Call, chainAway } from "./calls.ts";
import type { GasKey } from "./gas-key.ts";
import { signNext } from "./signing.ts";
import { bytesOf, type Fees, NONCE_LOCK, readFees } from "./transactions.ts";

/** A ballot takes some 120,000; contract wallets check their signatures with more. */
const MOST_GAS = 500_000n;

const PAY_YOURSELF = "Send it from your wallet and pay for the gas yourself.";
const columns = `id, hashes[array_upper(hashes, 1)] as hash, status`;

export interface SponsorNeeds {
  database: Database;
  chain: Chain;
  chainId: number;
  config: RelayerConfig;
  key: GasKey;
  /** Called when there is something to send. */
  onSigned(): void;
}

/** Pays for calls that others signed, as long as there is a budget. Every refusal leaves them their own wallet. */
export class Sponsor {
  readonly #needs: SponsorNeeds;

  constructor(needs: SponsorNeeds) {
    this.#needs = needs;
  }

  async launcher(): Promise<Address> {
    const { contracts } = await this.#needs.key.check().catch((cause: unknown) => {
      throw new RelayError("sponsor.not_configured", `Votes are not paid for right now. ${PAY_YOURSELF}`, {
        cause,
      });
    });
    return contracts.CoinLauncher.address;
  }

  /** Signs a transaction and writes it down; it is sent whatever happens to this relay. */
  async pay(call: Call, accountId: string | undefined): Promise<Sponsored> {
    const { database, onSigned } = this.#needs;
    const gas = await this.#gasOf(call);
    const fees = await this.#fees();
    await this.#requireBalance(gas * fees.maxFeePerGas);
    const sponsored = await inTransaction(database, async (db) => {
      await db.query("select pg_advisory_xact_lock($1)", [NONCE_LOCK]);
      const same = await this.#find(db, call);
      if (same) return same;
      const asker = { signer: bytesOf(call.signer), accountId };
      await requireBudget(db, this.#needs.config, asker);
      const { kind, target, data } = call;
      return signNext(db, this.#needs, { ...asker, ...fees, gas, kind, target, data });
    });
    onSigned();
    return sponsored;
  }

  async read(id: string): Promise<Sponsored> {
    const { rows } = await this.#needs.database.query(
      `select ${columns} from relay.sponsored where id = $1`,
      [id],
    );
    const [found] = rows as [Sponsored?];
    if (!found) throw new RelayError("sponsor.transaction_unknown", "There is no such transaction.");
    return found;
  }

  async readAvailability(asker: Asker): Promise<SponsorAvailability> {
    const { database, config, key } = this.#needs;
    const isChecked = await key.check().then(
      () => true,
      () => false,
    );
    const budget = await readBudget(database, isChecked ? config : undefined, asker);
    if (!isChecked) return budget;
    const fees = await this.#fees();
    const isLow = await this.#requireBalance(MOST_GAS * fees.maxFeePerGas).then(
      () => false,
      (error: unknown) => {
        if ((error as Partial<RelayError>).code !== "sponsor.low_balance") throw error;
        return true;
      },
    );
    return isLow ? { ...budget, available: false, reason: "low_balance" } : budget;
  }

  #fees(): Promise<Fees> {
    return readFees(this.#needs.chain).catch((error: unknown) => {
      throw chainAway(error);
    });
  }

  async #gasOf(call: Call): Promise<bigint> {
    const estimate = await call.estimate(this.#needs.key.account.address);
    const gas = (estimate * 12n) / 10n;
    if (gas <= MOST_GAS) return gas;
    throw new RelayError("sponsor.refused", `This needs more gas than we pay for. ${PAY_YOURSELF}`);
  }

  /** What was promised and is not in the chain yet has to be paid as well. */
  async #requireBalance(cost: bigint): Promise<void> {
    const { chain, database, key } = this.#needs;
    const { rows } = await database.query(
      `select coalesce(sum(gas * max_fee), 0)::text as owed from relay.sponsored
       where sender = $1 and settled_at is null and status = 'pending'`,
      [bytesOf(key.account.address)],
    );
    const owed = BigInt((rows as [{ owed: string }])[0].owed);
    const balance = await chain.getBalance({ address: key.account.address }).catch((error: unknown) => {
      throw chainAway(error);
    });
    if (balance >= owed + cost) return;
    throw new RelayError("sponsor.low_balance", `Votes are not paid for right now. ${PAY_YOURSELF}`);
  }

  /** The same call is not paid for twice, however often it is asked for. */
  async #find(db: Queryable, { target, data }: Call): Promise<Sponsored | undefined> {
    const { rows } = await db.query(
      `select ${columns} from relay.sponsored
       where target = $1 and data = $2 and status <> 'failed' limit 1`,
      [bytesOf(target), bytesOf(data)],
    );
    return (rows as [Sponsored?])[0];
  }
}

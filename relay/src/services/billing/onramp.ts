import type { Stripe } from "stripe";
import { RelayError } from "../../errors.ts";
import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import type { StripeConfig } from "../../plugins/money-env.ts";
import { type OnrampCurrency, type OnrampSession, onrampStatuses } from "../../protocol/billing.ts";
import { notify } from "../notifications/notifications.ts";
import { askStripeLater } from "./stripe.ts";

const PATH = "/v1/crypto/onramp_sessions";

interface Network {
  name: string;
  /** How Stripe calls its addresses. */
  wallets: string;
  coin: string;
}

const networks: Readonly<Record<number, Network>> = {
  1: { name: "ethereum", wallets: "ethereum", coin: "eth" },
  137: { name: "polygon", wallets: "polygon", coin: "pol" },
  8453: { name: "base", wallets: "base_network", coin: "eth" },
};

/** A local chain has a card only where something local stands in for Stripe. */
export const networkOf = (chainId: number, { apiUrl }: StripeConfig): Network | undefined =>
  networks[chainId] ?? (apiUrl === undefined ? undefined : networks[1]);

interface StripeSession {
  id: string;
  status: OnrampSession["status"];
  redirect_url: string | null;
  transaction_details: { destination_amount: string | null; transaction_id: string | null };
}

const currencyAt = (network: Network, currency: OnrampCurrency) =>
  currency === "usdc" ? "usdc" : network.coin;

/** Whether Stripe quotes the currency on the network now. */
export const isQuoted = async (
  stripe: Stripe,
  network: Network,
  currency: OnrampCurrency,
): Promise<boolean> => {
  const wanted = currencyAt(network, currency);
  const query = new URLSearchParams({ source_amount: "100", source_currency: "usd" });
  query.append("destination_networks[]", network.name);
  query.append("destination_currencies[]", wanted);
  const answer = (await stripe.rawRequest("GET", `/v1/crypto/onramp_quotes?${query}`)) as unknown as {
    destination_network_quotes?: Record<string, { destination_currency: string }[] | null>;
  };
  const quotes = answer.destination_network_quotes ?? {};
  const offered = quotes[network.name] ?? quotes[network.wallets] ?? [];
  return offered.some(({ destination_currency: currency }) => currency === wanted);
};

const requireOwnWallet = async (db: Queryable, accountId: string, wallet: string): Promise<void> => {
  const { rowCount } = await db.query("select from relay.wallets where address = $1 and account_id = $2", [
    Buffer.from(wallet.slice(2), "hex"),
    accountId,
  ]);
  if (!rowCount) throw new RelayError("billing.wallet_not_linked", "Link this wallet to your account first.");
};

const describe = ({
  id,
  status,
  redirect_url: url,
  transaction_details: details,
}: StripeSession): OnrampSession => ({
  id,
  status: onrampStatuses.includes(status) ? status : "requires_payment",
  url: status === "fulfillment_complete" || status === "rejected" ? null : url,
  transaction: details.transaction_id,
});

export interface OnrampOrder {
  accountId: string;
  wallet: `0x${string}`;
  currency: OnrampCurrency;
  amount: string | undefined;
  /** Stripe refuses countries it does not serve. */
  ip: string;
}

/** A session that can deliver to the account's own wallet only. */
export const openOnramp = async (
  database: Database,
  stripe: Stripe,
  network: Network,
  { accountId, wallet, currency, amount, ip }: OnrampOrder,
): Promise<OnrampSession> => {
  await requireOwnWallet(database, accountId, wallet);
  const bought = currencyAt(network, currency);
  const session = (await stripe.rawRequest("POST", PATH, {
    wallet_addresses: { [network.wallets]: wallet },
    lock_wallet_address: true,
    destination_networks: [network.name],
    destination_network: network.name,
    destination_currencies: [bought],
    destination_currency: bought,
    ...(amount === undefined ? {} : { destination_amount: amount }),
    customer_ip_address: ip,
  })) as unknown as StripeSession;
  await database.query(
    "insert into relay.onramp_sessions (id, account_id, wallet, currency, status) values ($1, $2, $3, $4, $5)",
    [session.id, accountId, Buffer.from(wallet.slice(2), "hex"), currency, session.status],
  );
  return describe(session);
};

const retrieve = async (stripe: Stripe, id: string): Promise<StripeSession> =>
  (await stripe.rawRequest("GET", `${PATH}/${encodeURIComponent(id)}`)) as unknown as StripeSession;

export const readOnramp = async (
  db: Queryable,
  stripe: Stripe,
  accountId: string,
  id: string,
): Promise<OnrampSession> => {
  const { rowCount } = await db.query("select from relay.onramp_sessions where id = $1 and account_id = $2", [
    id,
    accountId,
  ]);
  if (!rowCount) throw new RelayError("billing.session_unknown", "There is no such payment.");
  return describe(await retrieve(stripe, id));
};

/** Notes where Stripe's session stands now. Answers whose notifications are new. */
export const syncOnramp = async (database: Database, stripe: Stripe, id: string): Promise<string[]> => {
  const { status, transaction_details: details } = await askStripeLater(() => retrieve(stripe, id));
  return inTransaction(database, async (client) => {
    // A session that was delivered stays so, whoever looked earlier and writes later.
    const { rows } = await client.query(
      `update relay.onramp_sessions set status = $2, amount = $3, transaction = $4
       where id = $1 and status not in ('fulfillment_complete', 'rejected')
       returning account_id as "accountId", currency`,
      [id, status, details.destination_amount, details.transaction_id],
    );
    const [session] = rows as [{ accountId: string; currency: string }?];
    if (!session || status !== "fulfillment_complete") return [];
    const data = { currency: session.currency, amount: details.destination_amount ?? "" };
    const news = { accountId: session.accountId, topic: "billing" as const, subject: id, data };
    return notify(client, [{ ...news, kind: "onramp.delivered" }]);
  });
};

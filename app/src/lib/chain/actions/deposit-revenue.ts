import { dividendVaultAbi as abi } from "@audifi/contracts/abi";
import { REVENUE_SOURCES, type RevenueSource } from "#lib/format/activity.ts";
import { NO_CID, packCid } from "#lib/format/cid.ts";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { sendPaid } from "../pay.ts";
import { cannotSend, contractCall } from "../send.ts";
import { vaultOf } from "../deployment.ts";

export interface RevenueDeposit {
  readonly shares: Hex;
  readonly currency: Hex;
  readonly amount: bigint;
  readonly source: RevenueSource;
  readonly periodStart: number;
  readonly periodEnd: number;
  readonly statementCid: string | null;
}

/** Pays revenue into a master's book, where it is shared out over all shares at once. */
export async function depositRevenue(network: NetworkConfig, deposit: RevenueDeposit): Promise<Outcome> {
  const { shares, currency, amount } = deposit;
  const document = deposit.statementCid === null ? NO_CID : packCid(deposit.statementCid);
  if (document === null) {
    return cannotSend({ title: "The statement's CID cannot be read", detail: "Check it, or leave it out." });
  }
  const vault = vaultOf(network);
  const statement = {
    source: REVENUE_SOURCES.indexOf(deposit.source),
    periodStart: deposit.periodStart,
    periodEnd: deposit.periodEnd,
    document,
  };
  return sendPaid(
    network,
    { currency, amount, spender: vault },
    {
      plain: contractCall({
        address: vault,
        abi,
        functionName: "deposit",
        args: [shares, amount, statement],
        value: currency === ZERO_ADDRESS ? amount : undefined,
      }),
      withPermit: (permit) =>
        contractCall({
          address: vault,
          abi,
          functionName: "depositWithPermit",
          args: [shares, amount, statement, permit],
        }),
    },
  );
}

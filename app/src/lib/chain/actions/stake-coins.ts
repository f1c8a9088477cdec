import { coinStakingAbi as abi } from "@audifi/contracts/abi";
import type { LockNumber } from "#lib/format/coin-staking.ts";
import type { Coin } from "#lib/format/coin.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { asPayment } from "../coin-token.ts";
import { sendPaid } from "../pay.ts";
import { contractCall, send } from "../send.ts";

/** Adds coins to the caller's position of a lock, which begins anew for all that is in it. */
export async function stakeCoins(
  network: NetworkConfig,
  stake: {
    readonly coin: Coin;
    readonly staking: Hex;
    readonly lock: LockNumber;
    readonly amount: bigint;
  },
): Promise<Outcome> {
  const { coin, staking, lock, amount } = stake;
  const payment = { currency: coin.address, amount, token: asPayment(coin), spender: staking };
  return sendPaid(network, payment, {
    plain: contractCall({ address: staking, abi, functionName: "stake", args: [lock, amount] }),
    withPermit: (permit) =>
      contractCall({ address: staking, abi, functionName: "stakeWithPermit", args: [lock, amount, permit] }),
  });
}

/** Takes coins out of a position whose lock is over. */
export async function unstakeCoins(
  network: NetworkConfig,
  { staking, lock, amount }: { readonly staking: Hex; readonly lock: LockNumber; readonly amount: bigint },
): Promise<Outcome> {
  const args = [lock, amount] as const;
  return send(network, contractCall({ address: staking, abi, functionName: "unstake", args }));
}

/** Moves a position whose lock is over to the one without lock. Anyone may. */
export async function expirePosition(
  network: NetworkConfig,
  { staking, account, lock }: { readonly staking: Hex; readonly account: Hex; readonly lock: LockNumber },
): Promise<Outcome> {
  const args = [account, lock] as const;
  return send(network, contractCall({ address: staking, abi, functionName: "expire", args }));
}

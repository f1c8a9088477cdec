import { swapRouterAbi as abi } from "@audifi/contracts/abi";
import { encodeFunctionData } from "viem";
import type { Coin } from "#lib/format/coin.ts";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import type { SwapSide } from "#lib/format/swap.ts";
import { asPayment } from "../coin-token.ts";
import { wagmiConfig } from "../config.ts";
import { coinsOf } from "../deployment.ts";
import { explainError } from "../errors.ts";
import { sendPaid } from "../pay.ts";
import type { Permit } from "../permit.ts";
import { cannotSend, contractCall, readySender } from "../send.ts";
import { getBlock } from "../wagmi.ts";

export interface CoinSwap {
  readonly coin: Coin;
  readonly side: SwapSide;
  readonly amountIn: bigint;
  /** Less than this, and nothing is traded. */
  readonly minimumOut: bigint;
  /** Seconds from now, after which nothing is traded. */
  readonly validFor: number;
}

/** The 1 % pool, which the launcher opens. */
const POOL_FEE = 10_000;
/** What the router takes for itself. */
const ROUTER_ITSELF: Hex = "0x0000000000000000000000000000000000000002";

function trade(tokenIn: Hex, tokenOut: Hex, recipient: Hex, { amountIn, minimumOut }: CoinSwap): Hex {
  const params = {
    ...{ tokenIn, tokenOut, recipient, amountIn },
    ...{ fee: POOL_FEE, amountOutMinimum: minimumOut, sqrtPriceLimitX96: 0n },
  };
  return encodeFunctionData({ abi, functionName: "exactInputSingle", args: [params] });
}

/** Native coin in; what a market without enough coins left over comes back. */
function buySteps(wrapped: Hex, account: Hex, swap: CoinSwap): readonly Hex[] {
  return [
    trade(wrapped, swap.coin.address, account, swap),
    encodeFunctionData({ abi, functionName: "refundETH", args: [] }),
  ];
}

/** Coins in, the native coin out of its wrapped form. A permit that somebody else sent first is not sent again. */
function sellSteps(wrapped: Hex, account: Hex, swap: CoinSwap, permit: Permit | null): readonly Hex[] {
  const { address } = swap.coin;
  const permission =
    permit === null
      ? []
      : [
          encodeFunctionData({
            abi,
            functionName: "selfPermitIfNecessary",
            args: [address, permit.value, permit.deadline, permit.v, permit.r, permit.s],
          }),
        ];
  return [
    ...permission,
    trade(address, wrapped, ROUTER_ITSELF, swap),
    encodeFunctionData({ abi, functionName: "unwrapWETH9", args: [swap.minimumOut, account] }),
  ];
}

/** Trades in the coin's market for at least the minimum and before the deadline, or not at all. */
export async function swapCoin(network: NetworkConfig, swap: CoinSwap): Promise<Outcome> {
  const sender = readySender(network);
  if ("problem" in sender) return cannotSend(sender.problem);
  const { account } = sender;
  const { router, wrappedNative } = coinsOf(network);
  try {
    const { timestamp } = await getBlock(wagmiConfig(network));
    const deadline = timestamp + BigInt(swap.validFor);
    const call = (steps: readonly Hex[], value?: bigint) =>
      contractCall({ address: router, abi, functionName: "multicall", args: [deadline, steps], value });
    const { amountIn, coin } = swap;
    if (swap.side === "buy") {
      const plain = call(buySteps(wrappedNative, account, swap), amountIn);
      const payment = { currency: ZERO_ADDRESS, amount: amountIn, spender: router };
      return await sendPaid(network, payment, { plain, withPermit: () => plain });
    }
    const payment = { currency: coin.address, amount: amountIn, token: asPayment(coin), spender: router };
    return await sendPaid(network, payment, {
      plain: call(sellSteps(wrappedNative, account, swap, null)),
      withPermit: (permit) => call(sellSteps(wrappedNative, account, swap, permit)),
    });
  } catch (error) {
    return cannotSend(explainError(error));
  }
}

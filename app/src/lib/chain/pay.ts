import { erc20Abi } from "viem";
import { ZERO_ADDRESS, type Erc20, type Hex, type NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { balanceOf } from "./balance.ts";
import { wagmiConfig } from "./config.ts";
import { explainError, isCancellation } from "./errors.ts";
import { allowanceFor, erc20Of, signPermit, type Permit } from "./permit.ts";
import { cannotSend, contractCall, readySender, send, type ContractCall } from "./send.ts";
import { waitForTransactionReceipt } from "./wagmi.ts";

interface Payment {
  readonly currency: Hex;
  readonly amount: bigint;
  /** Where the deployment does not name the currency, as with an artist's coin. */
  readonly token?: Pick<Erc20, "address" | "permit">;
  /** Who takes the payment: the contract that is called. */
  readonly spender: Hex;
}

/** How the paid call looks without and with a permit. */
interface PaidCalls {
  readonly plain: ContractCall;
  readonly withPermit: (permit: Permit) => ContractCall;
}

/** Sends a call that pays: native coin with the call, ERC-20 by permit, or by allowance where there is no permit. */
export async function sendPaid(network: NetworkConfig, payment: Payment, calls: PaidCalls): Promise<Outcome> {
  const sender = readySender(network);
  if ("problem" in sender) return cannotSend(sender.problem);
  try {
    const balance = await balanceOf(network, payment.currency, sender.account);
    if (balance < payment.amount) return cannotSend(tooPoor(payment.currency === ZERO_ADDRESS));
    if (payment.currency === ZERO_ADDRESS) return await send(network, calls.plain);
    const allowance = await allowanceFor(network, payment.currency, sender.account, payment.spender);
    if (allowance >= payment.amount) return await send(network, calls.plain);
    return await sendWithPermission(network, payment, calls);
  } catch (error) {
    return isCancellation(error) ? { status: "cancelled" } : cannotSend(explainError(error));
  }
}

function tooPoor(isNative: boolean): { title: string; detail: string } {
  return {
    title: "Your balance is too low",
    detail: `Your wallet holds less than this costs${isNative ? ", the network's fee aside" : ""}. Nothing was paid.`,
  };
}

async function sendWithPermission(
  network: NetworkConfig,
  payment: Payment,
  calls: PaidCalls,
): Promise<Outcome> {
  const currency = payment.token ?? erc20Of(network, payment.currency);
  if (currency.permit) {
    const permit = await signPermit(network, { currency, spender: payment.spender, value: payment.amount });
    return send(network, calls.withPermit(permit));
  }
  const approval = await send(
    network,
    contractCall({
      address: currency.address,
      abi: erc20Abi,
      functionName: "approve",
      args: [payment.spender, payment.amount],
    }),
  );
  if (approval.status !== "submitted") return approval;
  await waitForTransactionReceipt(wagmiConfig(network), { hash: approval.hash });
  return send(network, calls.plain);
}

import { accessManagerAbi } from "@audifi/contracts/abi";
import { encodeFunctionData, slice } from "viem";
import type { CallWords } from "#lib/format/admin.ts";
import { isSameAddress } from "#lib/format/address.ts";
import type { Deployment, Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome, Reason } from "#lib/format/outcome.ts";
import { wagmiConfig } from "../config.ts";
import { contractCall, findObstacleOf, send, type ContractCall } from "../send.ts";
import { deploymentOf } from "../deployment.ts";
import { readContract } from "../wagmi.ts";
import { describeCall } from "./call-words.ts";
import { callFor, type AdminOrder } from "./calls.ts";
import { findCodeProblem } from "./check-code.ts";

/** How a call of a restricted function can be made by the connected account or the Safe. */
export interface AdminPlan {
  /** Who makes the call: the connected account by a role of its own, the Safe, or nobody here. */
  readonly by: "account" | "safe" | "nobody";
  /** Seconds it has to wait; above zero it is scheduled first. */
  readonly delay: number;
  /** What is sent: the call itself, or its scheduling. */
  readonly call: ContractCall;
  readonly to: Hex;
  readonly data: Hex;
  readonly words: CallWords;
  /** Why it would fail now; null when it would not. */
  readonly obstacle: Reason | null;
}

const ADMIN_ROLE = 0n;

function encode({ abi, functionName, args }: ContractCall): Hex {
  return encodeFunctionData({ abi, functionName, args });
}

async function roleFor(
  network: NetworkConfig,
  manager: Hex,
  { address, functionName, args }: ContractCall,
  data: Hex,
) {
  const config = wagmiConfig(network);
  const read = { address: manager, abi: accessManagerAbi } as const;
  if (!isSameAddress(address, manager)) {
    const selector = slice(data, 0, 4);
    return readContract(config, {
      ...read,
      functionName: "getTargetFunctionRole",
      args: [address, selector],
    });
  }
  if (functionName !== "grantRole" && functionName !== "revokeRole") return ADMIN_ROLE;
  return readContract(config, { ...read, functionName: "getRoleAdmin", args: [args[0] as bigint] });
}

/** Puts a call behind the delay that its caller has: as it is, or as the scheduling of it. */
function behindDelay(deployment: Deployment, call: ContractCall, data: Hex, delay: number): ContractCall {
  if (delay === 0) return call;
  return contractCall({
    address: deployment.accessManager,
    abi: accessManagerAbi,
    functionName: "schedule",
    args: [call.address, data, 0],
  });
}

interface Membership {
  readonly isMember: boolean;
  readonly delay: number;
}

async function membershipOf(
  network: NetworkConfig,
  manager: Hex,
  role: bigint,
  holder: Hex | null,
): Promise<Membership> {
  if (holder === null) return { isMember: false, delay: 0 };
  const [isMember, delay] = await readContract(wagmiConfig(network), {
    address: manager,
    abi: accessManagerAbi,
    functionName: "hasRole",
    args: [role, holder],
  });
  return { isMember, delay };
}

/**
 * Finds who may make a call and how. The connected account goes first where it holds the role without a delay, so that
 * a pause needs no second person.
 */
async function planCall(network: NetworkConfig, account: Hex | null, call: ContractCall): Promise<AdminPlan> {
  const deployment = deploymentOf(network);
  const { accessManager: manager, safe } = deployment;
  const data = encode(call);
  const role = await roleFor(network, manager, call, data);
  const [own, common] = await Promise.all(
    [account, safe].map((holder) => membershipOf(network, manager, role, holder)),
  );
  const isOwn = own?.isMember && (own.delay === 0 || !common?.isMember);
  const by = isOwn ? "account" : common?.isMember ? "safe" : "nobody";
  const delay = (by === "account" ? own?.delay : common?.delay) ?? 0;
  return finishPlan(network, account, { by, delay, call: behindDelay(deployment, call, data, delay) });
}

/** A call that only one account may make, without a role or a delay: settling what it scheduled itself. */
function planCallOf(
  network: NetworkConfig,
  account: Hex | null,
  callers: readonly Hex[],
  call: ContractCall,
): Promise<AdminPlan> {
  const { safe } = deploymentOf(network);
  const mayCall = (holder: Hex | null) => callers.some((caller) => isSameAddress(caller, holder));
  const by = mayCall(account) ? "account" : mayCall(safe) ? "safe" : "nobody";
  return finishPlan(network, account, { by, delay: 0, call });
}

async function finishPlan(
  network: NetworkConfig,
  account: Hex | null,
  { by, delay, call }: Pick<AdminPlan, "by" | "delay" | "call">,
): Promise<AdminPlan> {
  const deployment = deploymentOf(network);
  const data = encode(call);
  const caller = by === "account" && account !== null ? account : deployment.safe;
  return {
    ...{ by, delay, call, to: call.address, data },
    words: describeCall(deployment, call.address, data),
    obstacle: await findObstacleOf(network, caller, call),
  };
}

/** Sends what the connected account may do by a role of its own. */
export function sendPlanned(network: NetworkConfig, plan: AdminPlan): Promise<Outcome> {
  return send(network, plan.call);
}

/** Plans an order of the admin pages. Settling an operation is its caller's; admins, and so the Safe, cancel any. */
export async function planOrder(
  network: NetworkConfig,
  account: Hex | null,
  order: AdminOrder,
): Promise<AdminPlan> {
  const deployment = deploymentOf(network);
  const call = callFor(deployment, order);
  if (order.kind === "execute") return planCallOf(network, account, [order.caller], call);
  if (order.kind !== "cancel") {
    const [plan, problem] = await Promise.all([
      planCall(network, account, call),
      findCodeProblem(network, order),
    ]);
    return { ...plan, obstacle: problem ?? plan.obstacle };
  }
  const { isMember } = await membershipOf(network, deployment.accessManager, ADMIN_ROLE, account);
  const own = isMember && account !== null ? [account] : [];
  return planCallOf(network, account, [order.caller, deployment.safe, ...own], call);
}

import { safeAbi as abi } from "@audifi/contracts/abi";
import { safeTransactionTypedData } from "@audifi/contracts/typed-data";
import { concatHex, hashTypedData, recoverTypedDataAddress } from "viem";
import { isSameAddress } from "#lib/format/address.ts";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "#lib/format/network.ts";
import type { Outcome, Reason } from "#lib/format/outcome.ts";
import type { OwnerSignature, SafeProposal, SafeState, SafeTransaction } from "#lib/format/safe.ts";
import { wagmiConfig } from "../config.ts";
import { explainError, isCancellation } from "../errors.ts";
import { cannotSend, contractCall, findObstacleOf, readySender, send } from "../send.ts";
import { readContract, signTypedData } from "../wagmi.ts";
import { decodeCall } from "./decode-call.ts";

/** Owners, threshold and next number of a Safe, from its contract. */
export async function readSafe(network: NetworkConfig, address: Hex): Promise<SafeState> {
  const config = wagmiConfig(network);
  const [owners, threshold, nonce] = await Promise.all([
    readContract(config, { address, abi, functionName: "getOwners" }),
    readContract(config, { address, abi, functionName: "getThreshold" }),
    readContract(config, { address, abi, functionName: "nonce" }),
  ]);
  return { address, owners, threshold: Number(threshold), nonce: Number(nonce) };
}

// Nobody is refunded and no gas is set aside: whoever executes pays, and a failing call fails as a whole.
const NO_REFUND = {
  operation: 0,
  safeTxGas: 0n,
  baseGas: 0n,
  gasPrice: 0n,
  gasToken: ZERO_ADDRESS,
  refundReceiver: ZERO_ADDRESS,
} as const;

function typedData({ chainId, safe, transaction }: SafeProposal) {
  const { to, value, data, nonce } = transaction;
  return safeTransactionTypedData(chainId, safe, { to, value, data, ...NO_REFUND, nonce: BigInt(nonce) });
}

/** What owners sign; equals the Safe's `getTransactionHash`. */
export function hashProposal(proposal: SafeProposal): Hex {
  return hashTypedData(typedData(proposal));
}

/** Keeps the signatures that the named owners really made for this proposal. */
export async function checkSignatures(proposal: SafeProposal): Promise<readonly OwnerSignature[]> {
  const message = typedData(proposal);
  const judged = await Promise.all(
    proposal.signatures.map(async (entry) => {
      const signer = await recoverTypedDataAddress({ ...message, signature: entry.signature }).catch(
        () => null,
      );
      return isSameAddress(signer, entry.owner) ? entry : null;
    }),
  );
  return judged.filter((entry) => entry !== null);
}

/** Signatures one after the other in the order of their owners, as the Safe reads them. */
export function packSignatures(signatures: readonly OwnerSignature[]): Hex {
  const sorted = [...signatures].sort((a, b) => (a.owner.toLowerCase() < b.owner.toLowerCase() ? -1 : 1));
  return concatHex(sorted.map(({ signature }) => signature));
}

/** Simulates what the Safe would do now, as the Safe; null means that it would go through. */
async function findProposalObstacle(
  network: NetworkConfig,
  { to, data, value }: Pick<SafeTransaction, "to" | "data" | "value">,
): Promise<Reason | null> {
  const { deployment } = network;
  const call = deployment && decodeCall(deployment, to, data);
  if (!deployment || !call) return null;
  const { abi, address, functionName, args } = call;
  return findObstacleOf(network, deployment.safe, {
    ...contractCall({ abi, address, functionName, args }),
    value,
  });
}

export type Signing =
  | { readonly status: "signed"; readonly signature: OwnerSignature }
  | { readonly status: "cancelled" }
  | { readonly status: "failed"; readonly reason: Reason };

// Some wallets number the parity of a signature from 0.
function withParity(signature: Hex): Hex {
  const parity = Number.parseInt(signature.slice(-2), 16);
  return parity < 27 ? `${signature.slice(0, -2) as Hex}${(parity + 27).toString(16)}` : signature;
}

/** Has the connected wallet sign as an owner. */
export async function signProposal(network: NetworkConfig, proposal: SafeProposal): Promise<Signing> {
  const sender = readySender(network);
  if ("problem" in sender) return { status: "failed", reason: sender.problem };
  try {
    const raw = await signTypedData(wagmiConfig(network), {
      account: sender.account,
      ...typedData(proposal),
    });
    const signature = { owner: sender.account, signature: withParity(raw) };
    const [checked] = await checkSignatures({ ...proposal, signatures: [signature] });
    if (checked) return { status: "signed", signature: checked };
    const title = "The Safe could not check this signature";
    const detail =
      "Your wallet signs as a contract. Owners of that kind have to approve in the Safe's own app.";
    return { status: "failed", reason: { title, detail } };
  } catch (error) {
    return isCancellation(error)
      ? { status: "cancelled" }
      : { status: "failed", reason: explainError(error) };
  }
}

/** Executes a proposal with the signatures of enough owners. Anybody may send it. */
export async function executeProposal(
  network: NetworkConfig,
  proposal: SafeProposal,
  safe: SafeState,
): Promise<Outcome> {
  const { transaction } = proposal;
  const obstacle = await findProposalObstacle(network, transaction);
  if (obstacle) return cannotSend(obstacle);
  const valid = await checkSignatures(proposal);
  const counting = valid.filter(({ owner }) => safe.owners.some((known) => isSameAddress(known, owner)));
  const { operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver } = NO_REFUND;
  const signatures = packSignatures(counting.slice(0, safe.threshold));
  return send(
    network,
    contractCall({
      address: proposal.safe,
      abi,
      functionName: "execTransaction",
      args: [
        transaction.to,
        transaction.value,
        transaction.data,
        operation,
        safeTxGas,
        baseGas,
        gasPrice,
        gasToken,
        refundReceiver,
        signatures,
      ],
    }),
  );
}

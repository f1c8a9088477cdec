import { errorsAbi } from "@audifi/contracts/abi";
import { BaseError, decodeErrorResult, RawContractError } from "viem";
import { isSameAddress } from "#lib/format/address.ts";
import type { ProposalCall } from "#lib/format/dao.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Reason } from "#lib/format/outcome.ts";
import { wagmiConfig } from "../config.ts";
import { wordsForError } from "../error-words.ts";
import { explainError } from "../errors.ts";
import { call as ethCall, getClient } from "../wagmi.ts";
import { decodeCall, type DaoPlaces } from "./decode-call.ts";

/** What would become of one call if the proposal were executed now. */
export type CallFate =
  | { readonly kind: "works" }
  | { readonly kind: "fails"; readonly reason: Reason }
  /** Only the proposal itself can make this call; what it asks for was checked instead. */
  | { readonly kind: "checked" };

interface SimulatedCall {
  readonly status: Hex;
  readonly returnData?: Hex;
  readonly error?: { readonly message?: string; readonly data?: Hex };
}

const MONTH = 30 * 24 * 60 * 60;

/** Bounds of the settings that a governor changes by its own proposals alone; see `ArtistGovernor`. */
const BOUNDS: Readonly<Record<string, readonly [least: number, most: number, error: string]>> = {
  setVotingDelay: [0, MONTH, "ArtistGovernor_TooLong"],
  setVotingPeriod: [1, MONTH, "ArtistGovernor_TooLong"],
  setLateQuorumVoteExtension: [0, MONTH, "ArtistGovernor_TooLong"],
  setProposalThreshold: [0, 500, "ArtistGovernor_InvalidThreshold"],
  updateQuorumNumerator: [100, 2_000, "ArtistGovernor_InvalidQuorum"],
};

function fails(error: string, args: readonly unknown[] = []): CallFate {
  const [title, detail] = wordsForError(error, args);
  return { kind: "fails", reason: { title, detail, technical: error } };
}

/** What can be said without asking the chain; null for calls that can be simulated. */
export function judgeCall(places: DaoPlaces, call: ProposalCall): CallFate | null {
  const decoded = decodeCall(places, call);
  if (decoded?.place?.kind === "coin" && decoded.functionName === "delegate") {
    return fails("ArtistTreasury_CannotDelegate");
  }
  if (!isSameAddress(call.target, places.governor)) return null;
  if (decoded?.functionName === "updateTimelock") return fails("ArtistGovernor_TreasuryIsFixed");
  const bounds = BOUNDS[decoded?.functionName ?? ""];
  if (!bounds) return { kind: "checked" };
  const [least, most, error] = bounds;
  const value = Number(decoded?.args[0]);
  return value < least || value > most ? fails(error, [value, most]) : { kind: "checked" };
}

function reasonOf({ returnData, error }: SimulatedCall): Reason {
  const data = error?.data ?? returnData ?? "0x";
  try {
    const { errorName, args } = decodeErrorResult({ abi: errorsAbi, data });
    const [title, detail] = wordsForError(errorName, (args as readonly unknown[] | undefined) ?? []);
    return { title, detail, technical: errorName };
  } catch {
    return {
      title: "This call would fail",
      detail: "The called contract refuses it as things are now. The whole proposal would then do nothing.",
      technical: error?.message ?? data,
    };
  }
}

/** All calls after one another, as the treasury would make them. Not every node can do this. */
async function simulateTogether(
  network: NetworkConfig,
  treasury: Hex,
  calls: readonly ProposalCall[],
): Promise<readonly CallFate[]> {
  const client = getClient(wagmiConfig(network));
  if (!client) throw new Error("no client");
  const request = {
    method: "eth_simulateV1",
    params: [
      {
        blockStateCalls: [
          {
            calls: calls.map(({ target, value, data }) => ({
              ...{ from: treasury, to: target, value: `0x${value.toString(16)}`, input: data },
            })),
          },
        ],
      },
      "latest",
    ],
  };
  const answer = (await client.request(request as never)) as readonly { calls: readonly SimulatedCall[] }[];
  const results = answer[0]?.calls ?? [];
  if (results.length !== calls.length) throw new Error("a short answer");
  return results.map((result) =>
    result.status === "0x1" ? { kind: "works" } : { kind: "fails", reason: reasonOf(result) },
  );
}

/** Each call as if it were the only one. */
async function simulateAlone(network: NetworkConfig, treasury: Hex, call: ProposalCall): Promise<CallFate> {
  try {
    const { target, value, data } = call;
    await ethCall(wagmiConfig(network), { account: treasury, to: target, value, data });
    return { kind: "works" };
  } catch (error) {
    const raw = error instanceof BaseError ? error.walk((one) => one instanceof RawContractError) : null;
    const data = raw instanceof RawContractError && typeof raw.data === "string" ? raw.data : null;
    return {
      kind: "fails",
      reason: data === null ? explainError(error) : reasonOf({ status: "0x0", returnData: data }),
    };
  }
}

/** What each call would do if the treasury made all of them now, in their order. */
export async function simulateProposal(
  places: DaoPlaces,
  calls: readonly ProposalCall[],
): Promise<readonly CallFate[]> {
  const judged = calls.map((call) => judgeCall(places, call));
  const asked = calls.filter((_, index) => judged[index] === null);
  if (asked.length === 0) return judged as readonly CallFate[];
  const { network, treasury } = places;
  let answers: readonly CallFate[];
  try {
    answers = await simulateTogether(network, treasury, asked);
  } catch {
    answers = await Promise.all(asked.map((call) => simulateAlone(network, treasury, call)));
  }
  let next = 0;
  return judged.map((fate) => fate ?? (answers[next++] as CallFate));
}

import { studioSessionsAbi as abi } from "@audifi/contracts/abi";
import { parseEventLogs } from "viem";
import { NO_CID, packCid, type PackedCid } from "#lib/format/cid.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome, Reason } from "#lib/format/outcome.ts";
import { OPTION_KINDS, type AccessRule, type OptionKind } from "#lib/format/studio.ts";
import { wagmiConfig } from "../config.ts";
import { studioOf } from "../deployment.ts";
import { cannotSend, contractCall, findObstacle, send, type ContractCall } from "../send.ts";
import { getTransactionReceipt } from "../wagmi.ts";

export interface NewOption {
  readonly label: string;
  /** Null is none, which only texts may have. */
  readonly contentCid: string | null;
}

export interface NewSession {
  readonly artistId: string;
  readonly title: string;
  readonly draftCid: string;
  readonly rule: AccessRule;
  readonly decisions: readonly {
    readonly kind: OptionKind;
    readonly question: string;
    readonly options: readonly NewOption[];
  }[];
}

/** An option as the contract takes it; null where its CID cannot be used. */
export function toOptionDraft({ label, contentCid }: NewOption): {
  readonly label: string;
  readonly content: PackedCid;
} | null {
  const content = contentCid === null ? NO_CID : packCid(contentCid);
  return content && { label, content };
}

function createCall(network: NetworkConfig, session: NewSession): ContractCall | null {
  const { artistId, title, rule } = session;
  const draft = packCid(session.draftCid);
  const decisions = session.decisions.map(({ kind, question, options }) => ({
    ...{ kind: OPTION_KINDS.indexOf(kind), question },
    options: options.map(toOptionDraft).filter((option) => option !== null),
  }));
  const isWhole = decisions.every(
    ({ options }, at) => options.length === session.decisions[at]?.options.length,
  );
  if (draft === null || !isWhole) return null;
  const params = { artistId: BigInt(artistId), title, draft, details: NO_CID, rule, decisions };
  return contractCall({ address: studioOf(network), abi, functionName: "createSession", args: [params] });
}

export const BAD_CID: Reason = {
  title: "A CID cannot be used",
  detail: "Recordings and pictures each need a CID with a sha2-256 digest.",
};

/** Whether a session could be made now; asked before anything is uploaded. */
export async function checkSession(network: NetworkConfig, session: NewSession): Promise<Reason | null> {
  const call = createCall(network, session);
  return call === null ? BAD_CID : findObstacle(network, call);
}

export async function createSession(network: NetworkConfig, session: NewSession): Promise<Outcome> {
  const call = createCall(network, session);
  return call === null ? cannotSend(BAD_CID) : send(network, call);
}

/** The session that a mined transaction has made, and the block it stands in; throws while it is not mined. */
export async function readCreatedSession(
  network: NetworkConfig,
  hash: Hex,
): Promise<{ session: string; block: number } | null> {
  const { logs, blockNumber } = await getTransactionReceipt(wagmiConfig(network), { hash });
  const [event] = parseEventLogs({ abi, logs, eventName: "SessionCreated" });
  return event === undefined ? null : { session: String(event.args.session), block: Number(blockNumber) };
}

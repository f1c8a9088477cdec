import { masterRegistryAbi as abi } from "@audifi/contracts/abi";
import { parseEventLogs, toHex } from "viem";
import { NO_CID, packCid } from "#lib/format/cid.ts";
import type { CoinTerms } from "#lib/format/coin-terms.ts";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "#lib/format/network.ts";
import type { Outcome, Reason } from "#lib/format/outcome.ts";
import { wagmiConfig } from "../config.ts";
import { registryOf } from "../deployment.ts";
import { cannotSend, contractCall, findObstacle, send, type ContractCall } from "../send.ts";
import { getTransactionReceipt } from "../wagmi.ts";

export interface Launch {
  readonly artistId: string;
  readonly title: string;
  readonly audioCid: string;
  readonly coverCid: string;
  readonly metadataCid: string;
  readonly currency: Hex;
  readonly price: bigint;
  readonly totalShares: number;
  readonly publicShares: number;
  readonly walletCap: number;
  readonly start: number;
  readonly end: number;
  readonly presale: { readonly start: number; readonly root: Hex; readonly listCid: string } | null;
  readonly royalties: readonly [number, number, number, number];
  readonly moverShare: number;
  readonly validator: Hex | null;
  /** The platform fee that was shown, in basis points; a higher one is refused. */
  readonly maxPlatformFee: number;
  /** What the artist's coin is made with; null where the artist has one, or the platform makes none. */
  readonly coin: CoinTerms | null;
  /** Number of the locked studio session that the recording comes from; null is none. */
  readonly studioSession: string | null;
}

const NO_ROOT: Hex = `0x${"0".repeat(64)}`;

/** How much of the native coin sent along has to become liquidity, in per cent; rounding takes next to nothing. */
const LEAST_NATIVE = 99n;

/** Nobody knows the coin's address beforehand, so nobody can open a market for it first. */
function randomSalt(): Hex {
  return toHex(crypto.getRandomValues(new Uint8Array(32)));
}

function launchCall(network: NetworkConfig, launch: Launch): ContractCall | null {
  const [audio, cover, metadata] = [launch.audioCid, launch.coverCid, launch.metadataCid].map(packCid);
  const presaleList = launch.presale === null ? NO_CID : packCid(launch.presale.listCid);
  if (!audio || !cover || !metadata || !presaleList) return null;
  const { artistId, title, currency, price, totalShares, publicShares, walletCap, start, end } = launch;
  const [tier1, tier2, tier3, tier4] = launch.royalties;
  const params = {
    artistId: BigInt(artistId),
    title,
    documents: { audio, cover, metadata },
    offering: {
      currency,
      price,
      totalShares,
      publicShares,
      walletCap,
      start,
      end,
      presaleStart: launch.presale?.start ?? 0,
      presaleRoot: launch.presale?.root ?? NO_ROOT,
    },
    royalties: { tier1, tier2, tier3, tier4, moverShare: launch.moverShare },
    presaleList,
    transferValidator: launch.validator ?? ZERO_ADDRESS,
    studioSession: BigInt(launch.studioSession ?? 0),
  };
  const address = registryOf(network);
  const args = [params, launch.maxPlatformFee] as const;
  if (launch.coin === null) return contractCall({ address, abi, functionName: "registerMaster", args });
  const { native, ...coin } = launch.coin;
  const terms = { ...coin, minNative: (native * LEAST_NATIVE) / 100n, salt: randomSalt() };
  return contractCall({
    ...{ address, abi, functionName: "registerMasterWithCoin", args: [...args, terms] },
    value: native,
  } as const);
}

const BAD_CID: Reason = {
  title: "A CID cannot be used",
  detail: "Audio, cover and metadata each need a CID with a sha2-256 digest.",
};

/** Whether a launch with these terms would go through now; asked before anything is uploaded. */
export async function checkLaunch(network: NetworkConfig, launch: Launch): Promise<Reason | null> {
  const call = launchCall(network, launch);
  return call === null ? BAD_CID : findObstacle(network, call);
}

/** Registers the master and deploys its shares in one transaction. */
export async function launchMaster(network: NetworkConfig, launch: Launch): Promise<Outcome> {
  const call = launchCall(network, launch);
  return call === null ? cannotSend(BAD_CID) : send(network, call);
}

/** The master that a mined launch has made, and the block it stands in; throws while it is not mined. */
export async function readLaunchedMaster(
  network: NetworkConfig,
  hash: Hex,
): Promise<{ master: number; block: number } | null> {
  const { logs, blockNumber } = await getTransactionReceipt(wagmiConfig(network), { hash });
  const [event] = parseEventLogs({ abi, logs, eventName: "MasterRegistered" });
  return event === undefined ? null : { master: Number(event.args.masterId), block: Number(blockNumber) };
}

import { studioSessionsAbi as abi } from "@audifi/contracts/abi";
import type { NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { studioOf } from "../deployment.ts";
import { contractCall, send, type ContractCall } from "../send.ts";
import type { Contestable } from "../studio/contests.ts";

function contestCall(network: NetworkConfig, session: bigint, contest: Contestable): ContractCall {
  const contract = { address: studioOf(network), abi } as const;
  switch (contest.fault) {
    case "doubled": {
      const args = [session, contest.first, contest.second] as const;
      return contractCall({ ...contract, functionName: "contestDoubled", args });
    }
    case "ignored": {
      const args = [session, contest.counted, contest.ballot] as const;
      return contractCall({ ...contract, functionName: "contestIgnored", args });
    }
    case "missing": {
      const args = [session, contest.neighbours, contest.ballot] as const;
      return contractCall({ ...contract, functionName: "contestMissing", args });
    }
  }
}

/** Proves on chain that the newest publication is wrong. Anybody may. */
export async function contestPublication(
  network: NetworkConfig,
  session: string,
  contest: Contestable,
): Promise<Outcome> {
  return send(network, contestCall(network, BigInt(session), contest));
}

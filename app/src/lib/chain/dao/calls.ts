import {
  artistGovernorAbi,
  artistTreasuryAbi,
  coinStakingAbi,
  liquidityLockerAbi,
  weth9Abi,
} from "@audifi/contracts/abi";
import { encodeFunctionData, erc20Abi } from "viem";
import type { DaoOrder, SettingName } from "#lib/format/dao-order.ts";
import type { ProposalCall } from "#lib/format/dao.ts";
import { ZERO_ADDRESS, type Hex } from "#lib/format/network.ts";
import type { DaoPlaces } from "./decode-call.ts";

const called = (target: Hex, data: Hex): ProposalCall => ({ target, value: 0n, data });

function settingCall(
  { governor, treasury, staking }: DaoPlaces,
  setting: SettingName,
  value: number,
): ProposalCall {
  const abi = artistGovernorAbi;
  switch (setting) {
    case "votingDelay":
      return called(governor, encodeFunctionData({ abi, functionName: "setVotingDelay", args: [value] }));
    case "votingPeriod":
      return called(governor, encodeFunctionData({ abi, functionName: "setVotingPeriod", args: [value] }));
    case "lateExtension":
      return called(
        governor,
        encodeFunctionData({ abi, functionName: "setLateQuorumVoteExtension", args: [value] }),
      );
    case "threshold":
      return called(
        governor,
        encodeFunctionData({ abi, functionName: "setProposalThreshold", args: [BigInt(value)] }),
      );
    case "quorum":
      return called(
        governor,
        encodeFunctionData({ abi, functionName: "updateQuorumNumerator", args: [BigInt(value)] }),
      );
    case "timelockDelay":
      return called(
        treasury,
        encodeFunctionData({ abi: artistTreasuryAbi, functionName: "updateDelay", args: [BigInt(value)] }),
      );
    case "rateFactor":
      return called(
        staking,
        encodeFunctionData({ abi: coinStakingAbi, functionName: "setRateFactor", args: [value] }),
      );
    case "rewardCap":
      return called(
        staking,
        encodeFunctionData({ abi: coinStakingAbi, functionName: "setCap", args: [value] }),
      );
  }
}

function payCalls(places: DaoPlaces, order: Extract<DaoOrder, { kind: "pay" }>): readonly ProposalCall[] {
  const { currency, to, amount, isUnwrapped } = order;
  if (currency !== ZERO_ADDRESS) {
    const args = [to, amount] as const;
    return [called(currency, encodeFunctionData({ abi: erc20Abi, functionName: "transfer", args }))];
  }
  const wrapped = places.network.deployment?.coins.wrappedNative;
  const unwrap = encodeFunctionData({ abi: weth9Abi, functionName: "withdraw", args: [amount] });
  return [
    ...(isUnwrapped && wrapped ? [called(wrapped, unwrap)] : []),
    { target: to, value: amount, data: "0x" as const },
  ];
}

function feeCalls(places: DaoPlaces, positions: readonly bigint[]): readonly ProposalCall[] {
  const locker = places.network.deployment?.coins.locker;
  if (!locker) return [];
  const abi = liquidityLockerAbi;
  return [
    ...positions.map((id) =>
      called(locker, encodeFunctionData({ abi, functionName: "collect", args: [id] })),
    ),
    called(locker, encodeFunctionData({ abi, functionName: "payTreasury", args: [BigInt(places.artistId)] })),
  ];
}

/** The calls that carry an order out, in their order. */
export function callsFor(places: DaoPlaces, order: DaoOrder): readonly ProposalCall[] {
  switch (order.kind) {
    case "pay":
      return payCalls(places, order);
    case "set":
      return [settingCall(places, order.setting, order.value)];
    case "collect-fees":
      return feeCalls(places, order.positions);
    case "say":
      return [called(places.treasury, "0x")];
    case "raw":
      return [order.call];
  }
}

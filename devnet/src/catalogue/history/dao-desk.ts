import {
  artistCoinAbi,
  artistGovernorAbi,
  artistTreasuryAbi,
  coinLauncherAbi,
  coinStakingAbi,
  liquidityLockerAbi,
  weth9Abi,
} from "@audifi/contracts/abi";
import type { Deployment } from "@audifi/contracts/addresses";
import {
  type Address,
  type Hex,
  type PrivateKeyAccount,
  encodeFunctionData,
  keccak256,
  stringToHex,
} from "viem";
import type { CoinStory } from "./coin-desk.ts";
import type { World } from "./world.ts";

type Person = PrivateKeyAccount;

/** What a treasury is asked to do. */
export interface DaoCall {
  target: Address;
  value: bigint;
  data: Hex;
}

export interface Proposal {
  calls: readonly DaoCall[];
  description: string;
}

/** The DAO of a coin, once it was deployed. */
export interface DaoStory {
  governor: Address;
  treasury: Address;
}

/** As the governor counts them. */
export const SUPPORT = { against: 0, for: 1, abstain: 2 } as const;
export type Support = keyof typeof SUPPORT;

/** What people do in artists' DAOs, in words, on top of the chain. */
export class DaoDesk {
  private readonly world: World;
  private readonly deployment: Deployment;

  constructor(world: World, deployment: Deployment) {
    this.world = world;
    this.deployment = deployment;
  }

  /** Where the DAO of a coin is, or will be. */
  async find({ artistId }: CoinStory): Promise<DaoStory> {
    const read = { address: this.deployment.contracts.CoinLauncher.address, abi: coinLauncherAbi } as const;
    const { client } = this.world.chain;
    const [governor, treasury] = await Promise.all([
      client.readContract({ ...read, functionName: "governorOf", args: [artistId] }),
      client.readContract({ ...read, functionName: "treasuryOf", args: [artistId] }),
    ]);
    return { governor, treasury };
  }

  deploy({ artistId }: CoinStory, payer: Person): void {
    const to = this.deployment.contracts.CoinLauncher.address;
    const args = [artistId] as const;
    this.world.chain.send(payer, {
      to,
      abi: coinLauncherAbi,
      functionName: "deployDao",
      args,
      gas: 2_000_000n,
    });
  }

  /** Half of the pool's fees that were collected. */
  payTreasury({ artistId }: CoinStory, payer: Person): void {
    const to = this.deployment.contracts.LiquidityLocker.address;
    const args = [artistId] as const;
    this.world.chain.send(payer, { to, abi: liquidityLockerAbi, functionName: "payTreasury", args });
  }

  delegate({ coin }: CoinStory, holder: Person): void {
    const args = [holder.address] as const;
    this.world.chain.send(holder, { to: coin, abi: artistCoinAbi, functionName: "delegate", args });
  }

  propose({ governor }: DaoStory, proposer: Person, { calls, description }: Proposal): void {
    const args = [...listed(calls), description] as const;
    this.world.chain.send(proposer, {
      ...{ to: governor, abi: artistGovernorAbi, functionName: "propose", args, gas: 1_500_000n },
    });
  }

  async vote(
    { governor }: DaoStory,
    voter: Person,
    proposal: Proposal,
    [support, reason]: readonly [Support, string],
  ): Promise<void> {
    const [targets, values, datas] = listed(proposal.calls);
    const id = await this.world.chain.client.readContract({
      ...{ address: governor, abi: artistGovernorAbi, functionName: "getProposalId" },
      args: [targets, values, datas, keccak256(stringToHex(proposal.description))],
    });
    const args = [id, SUPPORT[support], reason] as const;
    this.world.chain.send(voter, {
      to: governor,
      abi: artistGovernorAbi,
      functionName: "castVoteWithReason",
      args,
    });
  }

  /** Anybody may queue and execute; only the proposer may cancel. */
  move(
    { governor }: DaoStory,
    sender: Person,
    functionName: "queue" | "execute" | "cancel",
    { calls, description }: Proposal,
  ): void {
    const args = [...listed(calls), keccak256(stringToHex(description))] as const;
    this.world.chain.send(sender, {
      to: governor,
      abi: artistGovernorAbi,
      functionName,
      args,
      gas: 1_500_000n,
    });
  }

  /** Wrapped native coin, which is what fees come in. */
  pay(to: Person, amount: bigint): DaoCall {
    const data = encodeFunctionData({ abi: weth9Abi, functionName: "transfer", args: [to.address, amount] });
    return { target: this.deployment.weth, value: 0n, data };
  }

  payCoins({ coin }: CoinStory, to: Person, amount: bigint): DaoCall {
    const args = [to.address, amount] as const;
    return {
      target: coin,
      value: 0n,
      data: encodeFunctionData({ abi: artistCoinAbi, functionName: "transfer", args }),
    };
  }

  setRewards({ staking }: CoinStory, factor: number): DaoCall {
    const data = encodeFunctionData({ abi: coinStakingAbi, functionName: "setRateFactor", args: [factor] });
    return { target: staking, value: 0n, data };
  }

  /** Seconds of each stage, and between queueing and executing. */
  setTimes(
    { governor, treasury }: DaoStory,
    times: Record<"delay" | "period" | "late" | "timelock", number>,
  ): DaoCall[] {
    const abi = artistGovernorAbi;
    const { delay, period, late, timelock } = times;
    const datas = [
      encodeFunctionData({ abi, functionName: "setVotingDelay", args: [delay] }),
      encodeFunctionData({ abi, functionName: "setVotingPeriod", args: [period] }),
      encodeFunctionData({ abi, functionName: "setLateQuorumVoteExtension", args: [late] }),
    ];
    const wait = encodeFunctionData({
      abi: artistTreasuryAbi,
      functionName: "updateDelay",
      args: [BigInt(timelock)],
    });
    return [
      ...datas.map((data) => ({ target: governor, value: 0n, data })),
      { target: treasury, value: 0n, data: wait },
    ];
  }

  /** A proposal that only says something: a governor wants a call, and this one does nothing. */
  sayOnly({ treasury }: DaoStory): DaoCall {
    return { target: treasury, value: 0n, data: "0x" };
  }
}

const listed = (calls: readonly DaoCall[]) =>
  [
    calls.map(({ target }) => target),
    calls.map(({ value }) => value),
    calls.map(({ data }) => data),
  ] as const;

import { artistCoinAbi, artistGovernorAbi, coinLauncherAbi } from "@audifi/contracts/abi";
import { type Account, type Address, encodeFunctionData, type Hex, keccak256, parseEther, toHex } from "viem";
import { buyCoinsElsewhere, type LaunchedCoin, prepareCoin } from "./coins.ts";
import { addresses, client, fundedAccount, indexed, letTimePass, mined } from "./stack.ts";

/** The rules that DAOs begin with on the local chain, in seconds. */
export const VOTING_DELAY = 60;
export const VOTING_PERIOD = 600;
export const LATE_EXTENSION = 120;
export const TIMELOCK = 120;

const launcher = { address: addresses.launcher, abi: coinLauncherAbi } as const;

export interface PreparedDao {
  readonly coin: LaunchedCoin;
  readonly governor: Address;
  /** Path of its page. */
  readonly home: string;
}

/** A DAO with a proposer who has enough votes to propose, made without the browser. */
export async function prepareDao(title: string): Promise<PreparedDao & { readonly proposer: Account }> {
  const { coin } = await prepareCoin(title);
  const { artistId } = coin;
  const proposer = await fundedAccount();
  await mined(
    await client.writeContract({
      ...{ ...launcher, functionName: "deployDao", args: [artistId], account: proposer },
    }),
  );
  const governor = await client.readContract({ ...launcher, functionName: "governorOf", args: [artistId] });
  const dao = { coin, governor, home: `/coins/${artistId}/dao` };
  await giveVotes(dao, proposer, "5");
  return { ...dao, proposer };
}

/** Buys coins for somebody, who delegates them to themselves. */
export async function giveVotes({ coin }: PreparedDao, account: Account, native: string): Promise<void> {
  await buyCoinsElsewhere(coin, parseEther(native), account.address);
  const call = { address: coin.address, abi: artistCoinAbi, functionName: "delegate" } as const;
  await mined(await client.writeContract({ ...call, account, args: [account.address] }));
  await letTimePass(1);
}

/** Proposes to ask the coin for its name, and waits until votes on it count. */
export async function openVote({ coin, governor }: PreparedDao, account: Account, title: string) {
  const data: Hex = encodeFunctionData({ abi: artistCoinAbi, functionName: "name" });
  const [targets, values, calls, description] = [[coin.address], [0n], [data], `# ${title}`];
  const contract = { address: governor, abi: artistGovernorAbi } as const;
  await mined(
    await client.writeContract({
      ...{ ...contract, functionName: "propose", args: [targets, values, calls, description], account },
    }),
  );
  await letTimePass(VOTING_DELAY + 1);
  await indexed();
  const hash = keccak256(toHex(description));
  return client.readContract({
    ...contract,
    functionName: "hashProposal",
    args: [targets, values, calls, hash],
  });
}

/** As somebody votes elsewhere: 0 is against, 1 for. */
export async function voteElsewhere(
  { governor }: PreparedDao,
  account: Account,
  id: bigint,
  support: number,
): Promise<void> {
  const call = { address: governor, abi: artistGovernorAbi, functionName: "castVote" } as const;
  await mined(await client.writeContract({ ...call, account, args: [id, support] }));
}

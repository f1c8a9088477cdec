import { type Abi, type Address, encodeFunctionData, type Hash, type Hex } from "viem";

import { deployMock, type Master, type Mock } from "./fixture.ts";

/** What a puppet does when it is sent something; the order is the one in `Puppet.sol`. */
const reactions = { accept: 0, revert: 1, wrongAnswer: 2, burnGas: 3 } as const;

export type Reaction = keyof typeof reactions;

interface Call {
  target: Address;
  value?: bigint;
  data: Hex;
}

export const deployPuppet = (): Promise<Mock> => deployMock("Puppet");

export const callData = (contract: { abi: unknown }, functionName: string, args: readonly unknown[]): Hex =>
  encodeFunctionData({ abi: contract.abi as Abi, functionName, args });

/** Lets the puppet make one call in its own name. */
export const execute = (puppet: Mock, { target, value = 0n, data }: Call): Promise<Hash> =>
  puppet.write.execute!([target, value, data], { value });

/** A call of the shares in the puppet's name. */
export const act = (
  puppet: Mock,
  master: Master,
  functionName: string,
  args: readonly unknown[],
  value = 0n,
): Promise<Hash> =>
  execute(puppet, { target: master.address, value, data: callData(master.shares, functionName, args) });

export const setReaction = (puppet: Mock, name: Reaction): Promise<Hash> =>
  puppet.write.setReaction!([reactions[name]]);

/** Calls that the puppet tries from inside its next callbacks. */
export const setScript = (puppet: Mock, calls: readonly Call[]): Promise<Hash> =>
  puppet.write.setScript!([calls.map(({ target, value = 0n, data }) => ({ target, value, data }))]);

/** Which of the scripted calls succeeded. */
export const outcomesOf = async (puppet: Mock): Promise<readonly boolean[]> =>
  (await puppet.read.allOutcomes!()) as readonly boolean[];

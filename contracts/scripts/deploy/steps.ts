import type { AbiFunction, Address, Hex } from "viem";
import {
  concatHex,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  keccak256,
  zeroHash,
} from "viem";

import type { Artifact } from "../artifacts.ts";
import { builtArtifact } from "../artifacts.ts";
import { create2Deployer } from "./networks.ts";

/** One transaction of a deployment that leaves code at an address known beforehand. */
export interface Creation {
  label: string;
  to: Address;
  data: Hex;
  creates: Address;
}

/** Creates a contract at an address that follows from its code and arguments alone. */
export function create(
  label: string,
  artifact: Artifact,
  args: readonly unknown[] = [],
  bytecode: Hex = artifact.bytecode,
): Creation {
  const initCode = encodeDeployData({ abi: artifact.abi, bytecode, args });
  return {
    label,
    to: create2Deployer,
    data: concatHex([zeroHash, initCode]),
    creates: getContractAddress({
      opcode: "CREATE2",
      from: create2Deployer,
      salt: zeroHash,
      bytecodeHash: keccak256(initCode),
    }),
  };
}

/** What another creation leaves beside its own contract: the first that the contract creates. */
export const createdBy = (label: string, creation: Creation): Creation => ({
  ...creation,
  label,
  creates: getContractAddress({ opcode: "CREATE", from: creation.creates, nonce: 1n }),
});

/** Creates a UUPS proxy that is initialised in the same transaction. */
export function createProxy(
  label: string,
  implementation: Address,
  artifact: Artifact,
  args: readonly unknown[],
): Creation {
  const abi = artifact.abi.filter((entry): entry is AbiFunction => entry.type === "function");
  const data = encodeFunctionData({ abi, functionName: "initialize", args });
  return create(label, builtArtifact("@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy"), [
    implementation,
    data,
  ]);
}

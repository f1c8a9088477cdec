import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import type { Hex } from "viem";
import { concatHex, encodeFunctionData, hashTypedData, zeroAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";

import { safeAbi, switchboardAbi } from "../../exports/abi.ts";
import type { Deployment } from "../../exports/addresses.ts";
import { type SafeTransactionMessage, safeTransactionTypedData } from "../../exports/typed-data.ts";
import { deploy } from "../../scripts/deploy.ts";
import { type Anvil, keyOf, startAnvil } from "../helpers/anvil.ts";

const owners = [10, 11, 12].map((index) => privateKeyToAccount(keyOf(index)));
const fields = (tx: SafeTransactionMessage) =>
  [
    tx.to,
    tx.value,
    tx.data,
    tx.operation,
    tx.safeTxGas,
    tx.baseGas,
    tx.gasPrice,
    tx.gasToken,
    tx.refundReceiver,
  ] as const;

describe("safeTransactionTypedData", () => {
  let anvil: Anvil;
  let deployment: Deployment;
  let directory: string;

  before(async () => {
    anvil = await startAnvil();
    directory = mkdtempSync(join(tmpdir(), "audifi-safe-"));
    deployment = await deploy({
      rpcUrl: anvil.url,
      deployerKey: keyOf(0),
      config: { safeOwners: owners.map(({ address }) => address), directory },
    });
  });

  after(() => {
    anvil.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const transaction = (data: Hex, nonce: bigint): SafeTransactionMessage => ({
    to: deployment.contracts.Switchboard.address,
    value: 0n,
    data,
    operation: 0,
    safeTxGas: 0n,
    baseGas: 0n,
    gasPrice: 0n,
    gasToken: zeroAddress,
    refundReceiver: zeroAddress,
    nonce,
  });
  const safe = () => ({ address: deployment.safe, abi: safeAbi }) as const;

  it("hashes as the Safe itself does", async () => {
    const odd: SafeTransactionMessage = {
      ...transaction("0x12345678", 7n),
      value: 5n,
      operation: 1,
      safeTxGas: 1n,
      baseGas: 2n,
      gasPrice: 3n,
      gasToken: deployment.weth,
      refundReceiver: deployment.accessManager,
    };
    for (const tx of [transaction("0x", 0n), odd]) {
      assert.equal(
        hashTypedData(safeTransactionTypedData(31_337, deployment.safe, tx)),
        await anvil.client.readContract({
          ...safe(),
          functionName: "getTransactionHash",
          args: [...fields(tx), tx.nonce],
        }),
      );
    }
  });

  it("gives signatures with which two of three owners pause", async () => {
    const nonce = await anvil.client.readContract({ ...safe(), functionName: "nonce" });
    const tx = transaction(encodeFunctionData({ abi: switchboardAbi, functionName: "pause" }), nonce);
    const signing = [...owners]
      .slice(0, 2)
      .sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1));
    const signatures = await Promise.all(
      signing.map((owner) => owner.signTypedData(safeTransactionTypedData(31_337, deployment.safe, tx))),
    );
    const hash = await anvil.wallet(12).writeContract({
      ...safe(),
      chain: null,
      functionName: "execTransaction",
      args: [...fields(tx), concatHex(signatures)],
    });
    await anvil.client.waitForTransactionReceipt({ hash });
    assert.equal(
      await anvil.client.readContract({ address: tx.to, abi: switchboardAbi, functionName: "isPaused" }),
      true,
    );
  });
});

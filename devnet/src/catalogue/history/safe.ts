import { type Address, type Hex, type PrivateKeyAccount, concatHex, zeroAddress } from "viem";
import { packagedArtifact } from "../../../../contracts/scripts/artifacts.ts";
import type { HistoryChain } from "./chain.ts";

const { abi } = packagedArtifact(
  "@safe-global/safe-smart-account/build/artifacts/contracts/SafeL2.sol/SafeL2.json",
);

const SAFE_TX = [
  { name: "to", type: "address" },
  { name: "value", type: "uint256" },
  { name: "data", type: "bytes" },
  { name: "operation", type: "uint8" },
  { name: "safeTxGas", type: "uint256" },
  { name: "baseGas", type: "uint256" },
  { name: "gasPrice", type: "uint256" },
  { name: "gasToken", type: "address" },
  { name: "refundReceiver", type: "address" },
  { name: "nonce", type: "uint256" },
] as const;

/** What the platform's Safe does: two owners sign, the first of them sends. */
export class SafeDesk {
  readonly address: Address;
  private readonly chain: HistoryChain;
  private readonly owners: PrivateKeyAccount[];
  private nonce = 0n;

  /** `owners` are at least two; the Safe must never have been used. */
  constructor(chain: HistoryChain, address: Address, owners: PrivateKeyAccount[]) {
    this.chain = chain;
    this.address = address;
    // The contract wants signatures in the order of the signers' addresses.
    this.owners = owners
      .slice(0, 2)
      .toSorted((one, other) => (one.address.toLowerCase() < other.address.toLowerCase() ? -1 : 1));
  }

  /** At exactly this time, and not with what follows. */
  async executeAt(time: number, to: Address, data: Hex): Promise<void> {
    await this.execute(to, data);
    await this.chain.mine(time);
  }

  async execute(to: Address, data: Hex): Promise<void> {
    const nonce = this.nonce++;
    const message = {
      ...{ to, value: 0n, data, operation: 0, safeTxGas: 0n, baseGas: 0n, gasPrice: 0n },
      ...{ gasToken: zeroAddress, refundReceiver: zeroAddress, nonce },
    };
    const domain = { chainId: this.chain.chainId, verifyingContract: this.address };
    const signatures = await Promise.all(
      this.owners.map((owner) =>
        owner.signTypedData({ domain, types: { SafeTx: SAFE_TX }, primaryType: "SafeTx", message }),
      ),
    );
    this.chain.send(this.owners[0] as PrivateKeyAccount, {
      to: this.address,
      abi,
      functionName: "execTransaction",
      args: [to, 0n, data, 0, 0n, 0n, 0n, zeroAddress, zeroAddress, concatHex(signatures)],
    });
  }
}

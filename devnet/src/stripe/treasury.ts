import { testUsdcAbi } from "@audifi/contracts/abi";
import type { Address, Hex } from "viem";
import { createPublicClient, createWalletClient, http, parseUnits } from "viem";
import { privateKeyToAccount } from "viem/accounts";

/** Delivers what was paid for by a card that never was: test USDC, or coins of a wallet of the local chain. */
export class Treasury {
  readonly #rpc: string;
  readonly #key: Hex;
  readonly #usdc: () => Promise<Address>;
  #last: Promise<unknown> = Promise.resolve();

  constructor({ rpc, key, usdc }: { rpc: string; key: Hex; usdc: () => Promise<Address> }) {
    this.#rpc = rpc;
    this.#key = key;
    this.#usdc = usdc;
  }

  /** One after the other, so that no two share a nonce. */
  deliver(currency: "usdc" | "eth", to: Address, amount: string): Promise<Hex> {
    const delivery = this.#last.then(() => this.#deliver(currency, to, amount));
    this.#last = delivery.catch(() => undefined);
    return delivery;
  }

  async #deliver(currency: "usdc" | "eth", to: Address, amount: string): Promise<Hex> {
    const transport = http(this.#rpc);
    const reader = createPublicClient({ transport, pollingInterval: 100 });
    const account = privateKeyToAccount(this.#key);
    const wallet = createWalletClient({ account, transport });
    const hash =
      currency === "eth"
        ? await wallet.sendTransaction({ chain: null, to, value: parseUnits(amount, 18) })
        : await wallet.writeContract({
            ...{ chain: null, address: await this.#usdc(), abi: testUsdcAbi, functionName: "mint" },
            args: [to, parseUnits(amount, 6)],
          });
    const { status } = await reader.waitForTransactionReceipt({ hash, timeout: 30_000 });
    if (status !== "success") throw new Error("the delivery was reverted");
    return hash;
  }
}

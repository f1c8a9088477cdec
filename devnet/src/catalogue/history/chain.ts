import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type Hex,
  type PrivateKeyAccount,
  type Transport,
  createPublicClient,
  encodeFunctionData,
  http,
} from "viem";

type WriteName<abi extends Abi> = ContractFunctionName<abi, "nonpayable" | "payable">;

interface Transaction {
  sender: PrivateKeyAccount;
  to: Address;
  data: Hex;
  value: bigint;
  gas: bigint;
  label: string;
}

/** Far above the base fee of a local chain whose blocks are nearly empty. */
const MAX_FEE = 20_000_000_000n;

/** Below anvil's limit; counts what transactions may use, as the chain does while it fills a block. */
const BLOCK_GAS = 28_000_000n;

/**
 * Writes blocks of the past: transactions are queued, then mined together at a given time. What was left behind is mined
 * before anybody reads.
 */
export class HistoryChain {
  readonly client;
  readonly chainId: number;
  private readonly node;
  private readonly nonces = new Map<Address, number>();
  private readonly sent: { hash: Hex; label: string }[] = [];
  private queue: Transaction[] = [];
  /** How many of the queue were left behind, and when the last of them happened. */
  private left = { count: 0, time: 0 };
  private settling: Promise<void> | undefined;
  private last = 0;

  constructor(rpcUrl: string, chainId: number) {
    this.chainId = chainId;
    const transport = http(rpcUrl, { batch: { batchSize: 200 }, retryCount: 0, timeout: 30_000 });
    this.node = createPublicClient({ transport, cacheTime: 0 });
    const settled: Transport = (options) => {
      const plain = transport(options);
      const request = async (...call: Parameters<typeof plain.request>): Promise<unknown> => {
        await this.settle();
        return plain.request(...call);
      };
      return { ...plain, request: request as typeof plain.request };
    };
    this.client = createPublicClient({ transport: settled, cacheTime: 0 });
  }

  request<result>(method: string, params: unknown[] = []): Promise<result> {
    return this.node.request({ method, params } as never) as Promise<result>;
  }

  /** Stops mining by itself and gives every account money for gas. */
  async begin(accounts: PrivateKeyAccount[], balance: bigint): Promise<void> {
    await this.request("evm_setAutomine", [false]);
    await Promise.all(
      accounts.map(async ({ address }) => {
        const [nonce, has] = await Promise.all([
          this.client.getTransactionCount({ address, blockTag: "pending" }),
          this.client.getBalance({ address }),
        ]);
        this.nonces.set(address, nonce);
        if (has < balance) await this.request("anvil_setBalance", [address, `0x${balance.toString(16)}`]);
      }),
    );
  }

  send<const abi extends Abi, name extends WriteName<abi>>(
    sender: PrivateKeyAccount,
    call: {
      to: Address;
      abi: abi;
      functionName: name;
      args: ContractFunctionArgs<abi, "nonpayable" | "payable", name>;
      value?: bigint;
      gas?: bigint;
    },
  ): void {
    const { to, abi, functionName, args, value = 0n, gas = 500_000n } = call;
    const data = encodeFunctionData({ abi, functionName, args } as never);
    this.queue.push({ sender, to, data, value, gas, label: `${functionName} by ${sender.address}` });
  }

  /** What is queued happened at the given time or before, and may be mined with what follows. */
  leave(time: number): void {
    this.left = { count: this.queue.length, time };
  }

  /** Mines what was left behind. */
  settle(): Promise<void> {
    this.settling ??= this.mineLeft().finally(() => (this.settling = undefined));
    return this.settling;
  }

  private async mineLeft(): Promise<void> {
    const { count, time } = this.left;
    if (count === 0) return;
    const later = this.queue.splice(count);
    await this.mine(time);
    this.queue = later;
  }

  /**
   * Mines what is queued into one block of the given time, or of the second after the last block where that is later, in
   * the order of queueing; what does not fit into it goes into blocks of the seconds that follow. Nothing queued, no
   * block.
   */
  async mine(time: number): Promise<void> {
    this.left.count = 0;
    for (let next = Math.max(time, this.last + 1); this.queue.length > 0; next += 1) {
      let gas = 0n;
      const full = this.queue.findIndex((transaction) => (gas += transaction.gas) > BLOCK_GAS);
      await this.mineBlock(this.queue.splice(0, full < 0 ? this.queue.length : full), next);
    }
  }

  private async mineBlock(queue: Transaction[], time: number): Promise<void> {
    const signed = await Promise.all(queue.map((transaction, index) => this.sign(transaction, index)));
    const hashes = await Promise.all(signed.map((raw) => this.request<Hex>("eth_sendRawTransaction", [raw])));
    for (const [index, hash] of hashes.entries()) this.sent.push({ hash, label: queue[index]?.label ?? "" });
    await this.request("evm_mine", [time]);
    this.last = time;
  }

  /** Mines by itself again. Throws when anything that was sent did not succeed. */
  async finish(): Promise<number> {
    await this.request("evm_setAutomine", [true]);
    await Promise.all(
      this.sent.map(async ({ hash, label }) => {
        const receipt = await this.request<{ status: Hex } | null>("eth_getTransactionReceipt", [hash]);
        if (receipt?.status !== "0x1") throw new Error(`the catalogue's ${label} failed (${hash})`);
      }),
    );
    return this.sent.length;
  }

  private sign({ sender, to, data, value, gas }: Transaction, index: number): Promise<Hex> {
    const nonce = this.nonces.get(sender.address);
    if (nonce === undefined) throw new Error(`${sender.address} takes no part in the history`);
    this.nonces.set(sender.address, nonce + 1);
    // A block is filled by falling fees, so each transaction bids a little less than the one before it.
    const bid = MAX_FEE - BigInt(index) * 1_000_000n;
    const { chainId } = this;
    return sender.signTransaction({
      type: "eip1559",
      chainId,
      nonce,
      to,
      data,
      value,
      gas,
      maxFeePerGas: bid,
      maxPriorityFeePerGas: bid / 20n,
    });
  }
}

import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  coinLauncherAbi,
  dividendVaultAbi,
  masterRegistryAbi,
  masterSharesAbi,
  uniswapV3PoolAbi,
} from "@audifi/contracts/abi";
import {
  type Abi,
  type Address,
  decodeFunctionData,
  encodeEventTopics,
  encodeFunctionResult,
  encodeAbiParameters,
  isAddressEqual,
  type Hex,
  numberToHex,
  zeroAddress,
  zeroHash,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";

const at = (digits: string): Address => `0x${digits.padStart(40, "0")}`;
const registry = at("a1");
const launcher = at("a2");
const vault = at("a3");
const weth = at("ff");
export const master = at("b1");
const pool = at("c1");
export const coin = at("c2");
export const buyer = at("d1");
/** Holds the role of the artist of `master`. */
export const artist = privateKeyToAccount(`0x${"a7".repeat(32)}`);

interface LogEntry {
  address: Address;
  topics: Hex[];
  data: Hex;
  transactionHash: Hex;
}
interface Block {
  number: number;
  hash: Hex;
  parentHash: Hex;
  logs: LogEntry[];
  transactions: Hex[];
}

export const txHash = (name: string): Hex => `0x${createHash("sha256").update(name).digest("hex")}`;

const encode = (address: Address, abi: Abi, eventName: string, args: Record<string, unknown>, tx: string) => {
  const event = abi.find((item) => item.type === "event" && item.name === eventName);
  if (event?.type !== "event") throw new Error(`no event ${eventName}`);
  const plain = event.inputs.filter(({ indexed }) => !indexed);
  return {
    address,
    topics: encodeEventTopics({ abi, eventName, args }) as Hex[],
    data: encodeAbiParameters(
      plain,
      plain.map(({ name = "" }) => args[name]),
    ),
    transactionHash: txHash(tx),
  };
};

const statement = { source: 0, periodStart: 1, periodEnd: 2, document: { digest: zeroHash, codec: 0x55 } };

export const depositLog = (amount: bigint, tx: string, of = master, from = vault): LogEntry =>
  encode(
    from,
    dividendVaultAbi as Abi,
    "RevenueDeposited",
    { ...{ master: of, payer: buyer, amount }, artistAmount: 0n, statement },
    tx,
  );
export const mintLog = (tokenId: bigint, tx: string, to = buyer, from = master): LogEntry =>
  encode(from, masterSharesAbi as Abi, "Transfer", { from: zeroAddress, to, tokenId }, tx);
export const ownMintLog = (tx: string): LogEntry =>
  encode(master, masterSharesAbi as Abi, "RemainingMinted", { to: buyer, firstId: 1n, count: 1n }, tx);
export const swapLog = (amount0: bigint, amount1: bigint, tx: string): LogEntry =>
  encode(
    pool,
    uniswapV3PoolAbi as Abi,
    "Swap",
    { ...{ sender: buyer, recipient: buyer, amount0, amount1 }, sqrtPriceX96: 1n, liquidity: 1n, tick: 0 },
    tx,
  );

/** Blocks, their logs, and a registry that knows one master and one coin. */
export class Ledger {
  readonly blocks: Block[] = [];
  #salt = 0;

  constructor() {
    this.mine();
  }

  get head(): Block {
    return this.blocks.at(-1) as Block;
  }

  mine(logs: LogEntry[] = [], transactions: string[] = []): Block {
    const number = this.blocks.length;
    const parentHash = this.blocks.at(-1)?.hash ?? zeroHash;
    const hash = txHash(`block ${number} ${parentHash} ${this.#salt}`);
    const names = [...logs.map(({ transactionHash }) => transactionHash), ...transactions.map(txHash)];
    this.blocks.push({ number, hash, parentHash, logs, transactions: names });
    return this.head;
  }

  /** The last blocks never were; others may follow. */
  rewind(count: number): void {
    this.blocks.length -= count;
    this.#salt += 1;
  }

  answer(method: string, [first, second]: readonly unknown[]): unknown {
    if (method === "eth_blockNumber") return numberToHex(this.head.number);
    if (method === "eth_getBlockByNumber") return this.#block(first as Hex | "latest");
    if (method === "eth_getLogs") return this.#logs(first as { blockHash: Hex; address: Address[] });
    if (method === "eth_getTransactionReceipt") return this.#receipt(first as Hex);
    if (method === "eth_call" && second !== undefined) return this.#call(first as { to: Address; data: Hex });
    return undefined;
  }

  #block(at: Hex | "latest") {
    const block = at === "latest" ? this.head : this.blocks[Number(at)];
    if (!block) return null;
    return {
      ...block,
      number: numberToHex(block.number),
      timestamp: numberToHex(block.number * 2),
      transactions: [],
    };
  }

  #logs({ blockHash, address }: { blockHash: Hex; address: Address[] }) {
    const block = this.blocks.find(({ hash }) => hash === blockHash);
    return block?.logs.filter((log) => address.includes(log.address)) ?? [];
  }

  #receipt(hash: Hex) {
    const block = this.blocks.find(({ transactions }) => transactions.includes(hash));
    if (!block) return null;
    return {
      ...{ transactionHash: hash, blockHash: block.hash, blockNumber: numberToHex(block.number) },
      ...{ status: hash === txHash("reverted") ? "0x0" : "0x1", logs: [], type: "0x2" },
    };
  }

  #call({ to, data }: { to: Address; data: Hex }): Hex | undefined {
    if (to === registry) {
      const { functionName, args } = decodeFunctionData({ abi: masterRegistryAbi, data });
      if (functionName === "isMaster") {
        return encodeFunctionResult({
          abi: masterRegistryAbi,
          functionName,
          result: isAddressEqual(args[0], master),
        });
      }
      if (functionName === "masterShares") {
        return encodeFunctionResult({ abi: masterRegistryAbi, functionName, result: master });
      }
      return encodeFunctionResult({ abi: masterRegistryAbi, functionName: "masterCount", result: 1n });
    }
    if (to === master) {
      return encodeFunctionResult({ abi: masterSharesAbi, functionName: "owner", result: artist.address });
    }
    if (to !== launcher) return undefined;
    const parts = { coin, staking: at("c3"), vesting: at("c4"), pool };
    return encodeFunctionResult({ abi: coinLauncherAbi, functionName: "partsOf", result: parts });
  }
}

/** A folder with the deployment of what the ledger tells of. */
export const writeDeployment = (chainId: number): string => {
  const folder = mkdtempSync(join(tmpdir(), "audifi-relay-deployments-"));
  const contracts = {
    MasterRegistry: { address: registry, startBlock: 0 },
    CoinLauncher: { address: launcher, startBlock: 0 },
    DividendVault: { address: vault, startBlock: 0 },
  };
  const currencies = [{ address: at("e1"), symbol: "USDC", decimals: 6 }];
  writeFileSync(
    join(folder, `${chainId}.json`),
    JSON.stringify({ chainId, contracts, weth, currencies, nativeCurrency: { symbol: "ETH", decimals: 18 } }),
  );
  return folder;
};

import { loadDeployment, type Deployment } from "@audifi/contracts/addresses";
import { coinLauncherAbi, masterRegistryAbi } from "@audifi/contracts/abi";
import type { Address } from "viem";
import type { Chain } from "../../plugins/chain.ts";

export interface Pool {
  coin: Address;
  /** The pool's token0 is the coin, not the wrapped native coin. */
  isCoinFirst: boolean;
}

const lower = (address: Address): Address => address.toLowerCase() as Address;
const AT_ONCE = 20;

/** The contracts whose events are told. Masters and pools are those that registry and launcher made, no others. */
export class Directory {
  readonly masters = new Set<Address>();
  readonly pools = new Map<Address, Pool>();
  readonly registry: Address;
  readonly launcher: Address;
  readonly vault: Address;
  readonly #weth: Address;

  constructor({ contracts, weth }: Pick<Deployment, "contracts" | "weth">) {
    this.registry = lower(contracts.MasterRegistry.address);
    this.launcher = lower(contracts.CoinLauncher.address);
    this.vault = lower(contracts.DividendVault.address);
    this.#weth = lower(weth);
  }

  /** Undefined while there is no deployment in the folder. */
  static async read(folder: string, chain: Chain, chainId: number): Promise<Directory | undefined> {
    const deployment = await loadDeployment(folder, chainId).catch(() => undefined);
    if (!deployment) return undefined;
    const directory = new Directory(deployment);
    await directory.#readAll(chain);
    return directory;
  }

  get addresses(): Address[] {
    return [this.registry, this.launcher, this.vault, ...this.masters, ...this.pools.keys()];
  }

  addMaster(shares: Address): boolean {
    const known = this.masters.size;
    return this.masters.add(lower(shares)).size > known;
  }

  addPool(pool: Address, coin: Address): boolean {
    const address = lower(pool);
    if (this.pools.has(address) || BigInt(address) === 0n) return false;
    this.pools.set(address, { coin: lower(coin), isCoinFirst: lower(coin) < this.#weth });
    return true;
  }

  async #readAll(chain: Chain): Promise<void> {
    const registry = { address: this.registry, abi: masterRegistryAbi } as const;
    const [masters, artists] = await Promise.all([
      chain.readContract({ ...registry, functionName: "masterCount" }),
      chain.readContract({ ...registry, functionName: "artistCount" }),
    ]);
    await each(masters, async (id) =>
      this.addMaster(await chain.readContract({ ...registry, functionName: "masterShares", args: [id] })),
    );
    await each(artists, async (id) => {
      const { pool, coin } = await chain.readContract({
        ...{ address: this.launcher, abi: coinLauncherAbi, functionName: "partsOf", args: [id] },
      } as const);
      this.addPool(pool, coin);
    });
  }
}

/** From 1 to a count, some at a time. */
const each = async (count: bigint, work: (id: bigint) => Promise<unknown>): Promise<void> => {
  let next = 1n;
  const worker = async () => {
    while (next <= count) {
      const id = next;
      next += 1n;
      await work(id);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};

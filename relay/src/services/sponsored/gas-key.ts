import { accessManagerAbi, safeAbi } from "@audifi/contracts/abi";
import { type Deployment, loadDeployment } from "@audifi/contracts/addresses";
import { roles } from "@audifi/contracts/roles";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import type { Chain } from "../../plugins/chain.ts";
import { type Config, EnvironmentError } from "../../plugins/env.ts";
import type { Log } from "../../plugins/logging.ts";
import type { RelayerConfig } from "../../plugins/relayer-env.ts";

/** The key may do something other than pay. Whoever breaks into the relay would have it. */
class KeyHasPower extends EnvironmentError {
  override name = "KeyHasPower";
}

/** Throws `KeyHasPower` when the account has a role of the platform or is an owner of its Safe. */
const requireGasOnly = async (
  chain: Chain,
  { accessManager, safe }: Pick<Deployment, "accessManager" | "safe">,
  { address }: Pick<PrivateKeyAccount, "address">,
): Promise<void> => {
  const manager = { address: accessManager, abi: accessManagerAbi } as const;
  const held = await Promise.all(
    Object.entries(roles).map(async ([name, { id }]) => {
      const [isMember] = await chain.readContract({
        ...manager,
        functionName: "hasRole",
        args: [id, address],
      });
      return isMember ? name : undefined;
    }),
  );
  const isOwner = await chain.readContract({
    ...{ address: safe, abi: safeAbi, functionName: "isOwner", args: [address] },
  } as const);
  const powers = [...held, isOwner ? "owner of the Safe" : undefined].filter((power) => power !== undefined);
  if (powers.length === 0) return;
  throw new KeyHasPower(
    `The relay cannot start: AUDIFI_RELAYER_KEY must only pay for gas, but its account is ${powers.join(", ")}.`,
  );
};

/**
 * The deployment, once it was read and found to give the key no power. Both are asked for again at the next need where
 * the chain, or the file, is not there yet.
 */
export class GasKey {
  readonly account: PrivateKeyAccount;
  readonly #chain: Chain;
  readonly #folder: string;
  readonly #chainId: number;
  #checked: Deployment | undefined;

  constructor(account: PrivateKeyAccount, chain: Chain, from: { folder: string; chainId: number }) {
    this.account = account;
    this.#chain = chain;
    this.#folder = from.folder;
    this.#chainId = from.chainId;
  }

  async check(): Promise<Deployment> {
    if (this.#checked) return this.#checked;
    const deployment = await loadDeployment(this.#folder, this.#chainId);
    await requireGasOnly(this.#chain, deployment, this.account);
    this.#checked = deployment;
    return deployment;
  }
}

export const createGasKey = ({ chainId, live }: Config, { key }: RelayerConfig, chain: Chain): GasKey =>
  new GasKey(privateKeyToAccount(key), chain, { folder: live.deploymentsDirectory, chainId });

/**
 * Refuses a key that may do more than pay. Where the chain or its deployment cannot be read yet, that is found out
 * before the key is first used.
 */
export const refusePowerfulKey = async (config: Config, chain: Chain, log: Log): Promise<void> => {
  if (!config.relayer) return;
  await createGasKey(config, config.relayer, chain)
    .check()
    .catch((error: unknown) => {
      if (error instanceof KeyHasPower) throw error;
      log.warn("whether the key that pays for gas has roles could not be looked up yet");
    });
};

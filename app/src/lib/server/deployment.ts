import { DeploymentMissingError, loadDeployment } from "@audifi/contracts/addresses";
import type { CoinContracts, Deployment, Erc20 } from "#lib/format/network.ts";

type Loaded = Awaited<ReturnType<typeof loadDeployment>>;

function toErc20({ address, symbol, decimals, permit, priceFeed }: Loaded["currencies"][number]): Erc20 {
  return { address, symbol, decimals, permit, priceFeed };
}

function toCoinContracts({ contracts, uniswap, weth }: Loaded): CoinContracts {
  return {
    grants: contracts.CoinGrants.address,
    locker: contracts.LiquidityLocker.address,
    wrappedNative: weth,
    router: uniswap.swapRouter,
    quoter: uniswap.quoter,
  };
}

/** Without a deployment the app still reads; only wallet actions are missing. */
export async function readDeployment(directory: string | null, chainId: number): Promise<Deployment | null> {
  if (directory === null) return null;
  try {
    const loaded = await loadDeployment(directory, chainId);
    const { contracts, currencies, nativeCurrency, validators, accessManager, safe } = loaded;
    return {
      registry: contracts.MasterRegistry.address,
      vault: contracts.DividendVault.address,
      switchboard: contracts.Switchboard.address,
      renderer: contracts.ShareRenderer.address,
      launcher: contracts.CoinLauncher.address,
      coins: toCoinContracts(loaded),
      market: contracts.ShareMarket.address,
      studio: contracts.StudioSessions.address,
      startBlock: contracts.MasterRegistry.startBlock,
      accessManager,
      safe,
      currencies: currencies.map(toErc20),
      nativePriceFeed: nativeCurrency.priceFeed,
      validators: validators.map(({ address, name }) => ({ address, name })),
    };
  } catch (error) {
    if (error instanceof DeploymentMissingError) return null;
    throw error;
  }
}

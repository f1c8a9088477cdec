import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import { wagmiConfig } from "./config.ts";
import { isCancellation } from "./errors.ts";
import { disconnect, getAccount, reconnect, switchChain, watchAccount, type Config } from "./wagmi.ts";

export interface WalletSnapshot {
  readonly address: Hex | null;
  readonly chainId: number | null;
  readonly walletName: string | null;
}

/** Refused by the person, or failed in the wallet. */
export type SwitchOutcome = "switched" | "refused" | "failed";

export interface WalletSession {
  readonly snapshot: () => WalletSnapshot;
  readonly openDialog: () => Promise<void>;
  readonly disconnect: () => Promise<void>;
  /** Asks the wallet to move to the app's network, and to add it where the wallet does not know it. */
  readonly switchNetwork: () => Promise<SwitchOutcome>;
}

let starting: Promise<WalletSession> | null = null;

/** Only the wallet that was used last: others that would answer too are not the person's choice. */
async function reconnectRecent(config: Config): Promise<void> {
  const recent: unknown = await config.storage?.getItem("recentConnectorId");
  const connectors = config.connectors.filter(({ id }) => id === recent);
  if (connectors.length > 0) await reconnect(config, { connectors }).catch(() => undefined);
}

async function start(
  network: NetworkConfig,
  onChange: (now: WalletSnapshot) => void,
): Promise<WalletSession> {
  const config = wagmiConfig(network);
  if (network.isLocal) {
    const { announceDemoWallets } = await import("./demo-wallets.ts");
    await announceDemoWallets(network).catch(() => undefined);
  }
  const snapshot = (): WalletSnapshot => {
    const { address, chainId, connector, isConnected } = getAccount(config);
    if (!isConnected || !address) return { address: null, chainId: null, walletName: null };
    return { address, chainId: chainId ?? null, walletName: connector?.name ?? null };
  };
  watchAccount(config, { onChange: () => onChange(snapshot()) });
  await reconnectRecent(config);
  onChange(snapshot());
  return {
    snapshot,
    openDialog: async () => (await import("./dialog.ts")).openWalletDialog(config),
    disconnect: () => disconnect(config),
    switchNetwork: async () => {
      try {
        await switchChain(config, { chainId: network.chainId });
        return "switched";
      } catch (error) {
        return isCancellation(error) ? "refused" : "failed";
      }
    },
  };
}

export function walletSession(
  network: NetworkConfig,
  onChange: (now: WalletSnapshot) => void,
): Promise<WalletSession> {
  starting ??= start(network, onChange);
  return starting;
}

import type { SwitchOutcome, WalletSession, WalletSnapshot } from "#lib/chain/session.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";

export type { SwitchOutcome };

type Status = "idle" | "restoring" | "ready";

/** Who is connected. Loads the chain code only when somebody connects or had connected before. */
class Wallet {
  address = $state<Hex | null>(null);
  chainId = $state<number | null>(null);
  walletName = $state<string | null>(null);
  status = $state<Status>("idle");
  isOpening = $state(false);
  /** Why the dialog could not be opened; null when it could. */
  problem = $state<string | null>(null);
  #session: Promise<WalletSession> | null = null;
  #network: NetworkConfig | null = null;

  /** Call once in the browser; reconnects only those who had connected. */
  start(network: NetworkConfig): void {
    this.#network = network;
    if (window.localStorage.getItem("wagmi.recentConnectorId")) {
      this.status = "restoring";
      this.#load().catch(() => (this.#session = null));
    } else {
      this.status = "ready";
    }
  }

  get isWrongNetwork(): boolean {
    return this.address !== null && this.#network !== null && this.chainId !== this.#network.chainId;
  }

  async connect(): Promise<void> {
    if (this.isOpening) return;
    this.isOpening = true;
    this.problem = null;
    // Both halves of the wallet code travel at once; a failure shows when the dialog is opened.
    // Not in the server's build, which would take the dialog's styles for those of every page.
    if (!import.meta.env.SSR) import("#lib/chain/dialog.ts").catch(() => undefined);
    try {
      await (await this.#load()).openDialog();
    } catch {
      this.#session = null;
      this.problem = "The wallet dialog could not be loaded. Check your connection and try again.";
    } finally {
      this.isOpening = false;
    }
  }

  async disconnect(): Promise<void> {
    await (await this.#load()).disconnect();
  }

  async switchNetwork(): Promise<SwitchOutcome> {
    return (await this.#load()).switchNetwork();
  }

  #load(): Promise<WalletSession> {
    const network = this.#network;
    if (network === null) throw new Error("the wallet was used before it was started");
    this.#session ??= import("#lib/chain/session.ts")
      .then(({ walletSession }) => walletSession(network, (now) => this.#apply(now)))
      .finally(() => (this.status = "ready"));
    return this.#session;
  }

  #apply({ address, chainId, walletName }: WalletSnapshot): void {
    this.address = address;
    this.chainId = chainId;
    this.walletName = walletName;
  }
}

export const wallet = new Wallet();

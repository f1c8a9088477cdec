import { createPublicClient, createWalletClient, http, type Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { NetworkConfig } from "#lib/format/network.ts";
import { onNetwork } from "#lib/format/network-address.ts";

interface DemoWallet {
  readonly name: string;
  readonly role: string;
  readonly key: Hex;
}

interface Request {
  readonly method: string;
  readonly params?: readonly unknown[];
}

type Listener = (value: unknown) => void;

class ProviderError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

function toHex(value: number): Hex {
  return `0x${value.toString(16)}`;
}

/** An EIP-1193 provider that signs in the page with a key everybody knows; for the local chain only. */
class DemoProvider {
  readonly #network: NetworkConfig;
  readonly #account: ReturnType<typeof privateKeyToAccount>;
  readonly #listeners = new Map<string, Set<Listener>>();

  constructor(network: NetworkConfig, key: Hex) {
    this.#network = network;
    this.#account = privateKeyToAccount(key);
  }

  on(event: string, listener: Listener): this {
    const known = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, known.add(listener));
    return this;
  }

  removeListener(event: string, listener: Listener): this {
    this.#listeners.get(event)?.delete(listener);
    return this;
  }

  async request({ method, params = [] }: Request): Promise<unknown> {
    switch (method) {
      case "eth_requestAccounts":
        this.#allow(true);
        return [this.#account.address];
      case "eth_accounts":
        return window.localStorage.getItem(this.#permission) === null ? [] : [this.#account.address];
      case "wallet_requestPermissions":
        this.#allow(true);
        return [{ parentCapability: "eth_accounts", caveats: [{ value: [this.#account.address] }] }];
      case "wallet_revokePermissions":
        this.#allow(false);
        return null;
      case "eth_chainId":
        return toHex(this.#network.chainId);
      case "net_version":
        return String(this.#network.chainId);
      case "wallet_switchEthereumChain":
        return this.#switchChain(params[0] as { chainId: Hex });
      case "personal_sign":
        return this.#account.signMessage({ message: { raw: params[0] as Hex } });
      case "eth_signTypedData_v4":
        return this.#account.signTypedData(JSON.parse(String(params[1])));
      case "eth_sendTransaction":
        return this.#send(params[0] as { to?: Hex; data?: Hex; value?: Hex; gas?: Hex });
      default:
        return this.#forward({ method, params });
    }
  }

  get #permission(): string {
    return `audifi.demo.${this.#account.address}`;
  }

  /** Like an extension, it remembers across reloads whether this page may see the account. */
  #allow(isAllowed: boolean): void {
    if (isAllowed) window.localStorage.setItem(this.#permission, "allowed");
    else window.localStorage.removeItem(this.#permission);
  }

  #switchChain({ chainId }: { chainId: Hex }): null {
    if (Number(chainId) === this.#network.chainId) return null;
    throw new ProviderError(4902, "This demo wallet lives on the local chain only.");
  }

  #send({ to, data, value, gas }: { to?: Hex; data?: Hex; value?: Hex; gas?: Hex }): Promise<Hex> {
    const client = createWalletClient({ account: this.#account, transport: http(this.#network.rpcUrl) });
    return client.sendTransaction({
      chain: null,
      to,
      data,
      value: value === undefined ? undefined : BigInt(value),
      gas: gas === undefined ? undefined : BigInt(gas),
    });
  }

  async #forward(request: Request): Promise<unknown> {
    const client = createPublicClient({ transport: http(this.#network.rpcUrl) });
    return client.request(request as Parameters<typeof client.request>[0]);
  }
}

const ICON =
  "data:image/svg+xml," +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="#17130f"/><circle cx="16" cy="16" r="10" fill="none" stroke="#f5efe4" stroke-width="2"/><path d="M16 16V6a10 10 0 0 1 8.7 5Z" fill="#e2b34c"/></svg>',
  );

/** Announces each demo wallet the way browser extensions do (EIP-6963), so that the dialog lists them. */
export async function announceDemoWallets(network: NetworkConfig): Promise<void> {
  const response = await fetch(onNetwork("/api/demo-wallets", network.slug));
  if (!response.ok) return;
  const wallets = (await response.json()) as readonly DemoWallet[];
  const details = wallets.map((wallet) =>
    Object.freeze({
      info: Object.freeze({
        uuid: crypto.randomUUID(),
        name: `Demo: ${wallet.name} (${wallet.role})`,
        icon: ICON,
        rdns: `local.audifi.demo.${wallet.name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`,
      }),
      provider: new DemoProvider(network, wallet.key),
    }),
  );
  const announce = () => {
    for (const detail of details) {
      window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
    }
  };
  window.addEventListener("eip6963:requestProvider", announce);
  announce();
}

import type { BrowserContext, Page } from "@playwright/test";
import type { Hex, PrivateKeyAccount, TypedDataDefinition } from "viem";
import { client, endpoints } from "./stack.ts";

interface Request {
  readonly method: string;
  readonly params?: readonly unknown[];
}

interface Refusal {
  readonly code: number;
  readonly message: string;
}

type Answer = { readonly result: unknown } | { readonly error: Refusal };

interface TransactionRequest {
  readonly to?: Hex;
  readonly data?: Hex;
  readonly value?: Hex;
  readonly gas?: Hex;
}

const REJECTED: Refusal = { code: 4001, message: "User rejected the request." };
const SIGNING = new Set(["personal_sign", "eth_signTypedData_v4", "eth_sendTransaction"]);

/** A browser wallet whose person is the test: it signs in Node with a local account. */
export class TestWallet {
  readonly name: string;
  account: PrivateKeyAccount;
  /** Methods that the person was asked to sign, in order. */
  readonly asked: string[] = [];
  #chainId = endpoints.chainId;
  #rejections = 0;
  #refusesToSwitch = false;
  readonly #unknownChains = new Set<number>();
  #refusesToAdd = false;
  #beforeAnswer: ((method: string) => Promise<void>) | null = null;
  #page: Page | null = null;

  constructor(name: string, account: PrivateKeyAccount) {
    this.name = name;
    this.account = account;
  }

  /** The person says no the next time they are asked to sign. */
  rejectNext(): void {
    this.#rejections += 1;
  }

  /** Runs once, after the person was asked for `method` and before the wallet answers. */
  delayOnce(method: string, meanwhile: () => Promise<unknown>): void {
    this.#beforeAnswer = async (asked) => {
      if (asked !== method) return;
      this.#beforeAnswer = null;
      await meanwhile();
    };
  }

  async moveToChain(chainId: number, { refusesToSwitch = false } = {}): Promise<void> {
    this.#chainId = chainId;
    this.#refusesToSwitch = refusesToSwitch;
    await this.#emit("chainChanged", `0x${chainId.toString(16)}`);
  }

  /** The wallet does not know a chain until it is asked to add it. */
  forgetChain(chainId: number): void {
    this.#unknownChains.add(chainId);
  }

  /** The person says no the next time that the wallet is asked to add a chain. */
  refuseToAdd(): void {
    this.#refusesToAdd = true;
  }

  async switchAccount(account: PrivateKeyAccount): Promise<void> {
    this.account = account;
    await this.#emit("accountsChanged", [account.address]);
  }

  /** Announces the wallet on every page of the context, as EIP-6963 has it. */
  async install(context: BrowserContext): Promise<void> {
    await context.exposeBinding("audifiTestWallet", ({ page }, request: Request) => {
      this.#page = page;
      return this.#answer(request);
    });
    await context.addInitScript(announceInPage, { name: this.name, uuid: crypto.randomUUID() });
  }

  async #emit(event: string, value: unknown): Promise<void> {
    await this.#page?.evaluate(
      ([name, detail]) => window.dispatchEvent(new CustomEvent(`audifi-test:${name}`, { detail })),
      [event, value] as const,
    );
  }

  async #answer(request: Request): Promise<Answer> {
    if (SIGNING.has(request.method)) {
      this.asked.push(request.method);
      await this.#beforeAnswer?.(request.method);
      if (this.#rejections > 0) {
        this.#rejections -= 1;
        return { error: REJECTED };
      }
    }
    try {
      return { result: await this.#perform(request) };
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      const message = error instanceof Error ? error.message : String(error);
      return { error: { code: typeof code === "number" ? code : -32_603, message } };
    }
  }

  async #perform({ method, params = [] }: Request): Promise<unknown> {
    switch (method) {
      case "eth_requestAccounts":
      case "eth_accounts":
        return [this.account.address];
      case "eth_chainId":
        return `0x${this.#chainId.toString(16)}`;
      case "wallet_requestPermissions":
        return [{ parentCapability: "eth_accounts" }];
      case "wallet_revokePermissions":
        return null;
      case "wallet_switchEthereumChain":
        return this.#switchChain(params[0] as { chainId: Hex });
      case "wallet_addEthereumChain":
        return this.#addChain(params[0] as { chainId: Hex });
      case "personal_sign":
        return this.account.signMessage({ message: { raw: params[0] as Hex } });
      case "eth_signTypedData_v4":
        return this.account.signTypedData(JSON.parse(String(params[1])) as TypedDataDefinition);
      case "eth_sendTransaction":
        return this.#send(params[0] as TransactionRequest);
      default:
        return client.request({ method, params } as never);
    }
  }

  async #switchChain({ chainId }: { chainId: Hex }): Promise<null> {
    if (this.#refusesToSwitch) throw Object.assign(new Error(REJECTED.message), { code: REJECTED.code });
    if (this.#unknownChains.has(Number(chainId))) {
      throw Object.assign(new Error("Unrecognized chain ID."), { code: 4902 });
    }
    await this.moveToChain(Number(chainId));
    return null;
  }

  async #addChain({ chainId }: { chainId: Hex }): Promise<null> {
    if (this.#refusesToAdd) {
      this.#refusesToAdd = false;
      throw Object.assign(new Error(REJECTED.message), { code: REJECTED.code });
    }
    this.#unknownChains.delete(Number(chainId));
    return this.#switchChain({ chainId });
  }

  #send({ to, data, value, gas }: TransactionRequest): Promise<Hex> {
    if (this.#chainId !== endpoints.chainId) throw new Error("this chain has no node");
    return client.sendTransaction({
      account: this.account,
      to,
      data,
      value: value === undefined ? undefined : BigInt(value),
      gas: gas === undefined ? undefined : BigInt(gas),
    });
  }
}

/** Runs in the page, before any script of it. */
function announceInPage({ name, uuid }: { name: string; uuid: string }): void {
  type Listener = (value: unknown) => void;
  const ask = (window as unknown as { audifiTestWallet: (request: Request) => Promise<Answer> })
    .audifiTestWallet;
  const listeners = new Map<string, Set<Listener>>();
  const provider = {
    async request(request: Request): Promise<unknown> {
      const answer = await ask(request);
      if ("result" in answer) return answer.result;
      throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
    },
    on(event: string, listener: Listener) {
      if (!listeners.has(event)) {
        listeners.set(event, new Set());
        window.addEventListener(`audifi-test:${event}`, (happened) => {
          const { detail } = happened as CustomEvent<unknown>;
          for (const each of listeners.get(event) ?? []) each(detail);
        });
      }
      listeners.get(event)?.add(listener);
      return provider;
    },
    removeListener(event: string, listener: Listener) {
      listeners.get(event)?.delete(listener);
      return provider;
    },
  };
  const icon =
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Crect width='8' height='8'/%3E%3C/svg%3E";
  const info = Object.freeze({ uuid, name, icon, rdns: `test.audifi.${name.toLowerCase()}` });
  const detail = Object.freeze({ info, provider });
  const announce = () => window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  window.addEventListener("eip6963:requestProvider", announce);
  announce();
}

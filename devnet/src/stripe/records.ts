import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

export interface Customer {
  id: string;
  email: string | null;
  metadata: Record<string, string>;
}
export interface Checkout {
  id: string;
  customer: string;
  price: string;
  successUrl: string;
  cancelUrl: string;
  subscription: string | null;
}
export interface Subscription {
  id: string;
  customer: string;
  price: string;
  status: "active" | "canceled";
  cancelAtPeriodEnd: boolean;
  created: number;
  periodEnd: number;
}
export interface Invoice {
  id: string;
  number: string;
  customer: string;
  subscription: string;
  total: number;
  created: number;
}
export interface Portal {
  id: string;
  customer: string;
  returnUrl: string;
}
export interface Onramp {
  id: string;
  wallet: string;
  currency: "usdc" | "eth";
  network: string;
  amount: string | null;
  status: "initialized" | "rejected" | "requires_payment" | "fulfillment_processing" | "fulfillment_complete";
  transaction: string | null;
  created: number;
}
export interface StripeEvent {
  id: string;
  created: number;
  type: string;
  object: Record<string, unknown>;
}

interface Data {
  customers: Record<string, Customer>;
  checkouts: Record<string, Checkout>;
  subscriptions: Record<string, Subscription>;
  invoices: Record<string, Invoice>;
  portals: Record<string, Portal>;
  onramps: Record<string, Onramp>;
  /** Answers to requests that carried an idempotency key. */
  idempotent: Record<string, string>;
  /** Not acknowledged yet. */
  events: StripeEvent[];
}

export const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString("hex")}`;
export const now = (): number => Math.floor(Date.now() / 1_000);

/** What the stand-in knows, in one file that outlives it. */
export class Records {
  readonly data: Data;
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
    this.data = {
      ...{ customers: {}, checkouts: {}, subscriptions: {}, invoices: {}, portals: {}, onramps: {} },
      ...{ idempotent: {}, events: [] },
      ...(existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<Data>) : {}),
    };
  }

  save(): void {
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.data));
    renameSync(`${this.#file}.new`, this.#file);
  }
}

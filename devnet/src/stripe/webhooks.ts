import { createHmac } from "node:crypto";
import { newId, now, type Records, type StripeEvent } from "./records.ts";

const LONGEST_PAUSE_MS = 15_000;

/** The header that Stripe sends: time and HMAC over time and body. */
function signatureOf(secret: string, body: string, at = now()): string {
  return `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`;
}

/** Tells the relay, again and again until it has acknowledged, as Stripe does. */
export class Webhooks {
  readonly #records: Records;
  readonly #url: string;
  readonly #secret: string;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #isSending = false;
  #isStopped = false;

  constructor(records: Records, url: string, secret: string) {
    this.#records = records;
    this.#url = url;
    this.#secret = secret;
  }

  send(type: string, object: object): void {
    this.#records.data.events.push({ id: newId("evt"), created: now(), type, object: { ...object } });
    this.#records.save();
    this.deliver();
  }

  deliver(): void {
    clearTimeout(this.#timer);
    if (this.#isSending || this.#isStopped) return;
    this.#isSending = true;
    void this.#deliverAll().finally(() => {
      this.#isSending = false;
      if (this.#isStopped || this.#records.data.events.length === 0) return;
      const pause = Math.min(LONGEST_PAUSE_MS, 250 * 2 ** this.#failures);
      this.#timer = setTimeout(() => this.deliver(), pause);
    });
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #deliverAll(): Promise<void> {
    for (const event of [...this.#records.data.events]) {
      if (this.#isStopped) return;
      if (!(await this.#tell(event))) {
        this.#failures += 1;
        return;
      }
      this.#failures = 0;
      this.#records.data.events = this.#records.data.events.filter(({ id }) => id !== event.id);
      this.#records.save();
    }
  }

  async #tell({ id, created, type, object }: StripeEvent): Promise<boolean> {
    const body = JSON.stringify({ id, object: "event", created, type, livemode: false, data: { object } });
    try {
      const headers = {
        "content-type": "application/json",
        "stripe-signature": signatureOf(this.#secret, body),
      };
      const signal = AbortSignal.timeout(10_000);
      return (await fetch(this.#url, { method: "POST", headers, body, signal })).ok;
    } catch {
      return false;
    }
  }
}

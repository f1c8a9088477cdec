import { createHash, randomBytes } from "node:crypto";
import type { z } from "zod";
import { RelayError } from "../../errors.ts";
import type { socketTicketSchema } from "../../protocol/live.ts";
import type { Store } from "../store/store.ts";

const LIFETIME_SECONDS = 30;

export interface SocketTicketHolder {
  accountId: string;
  sessionId: string;
  purpose: "studio";
}

const keyOf = (ticket: string): string =>
  `socket-ticket:${createHash("sha256").update(ticket).digest("base64url")}`;

/** Tickets that let somebody who is signed in open one socket. Issued at one relay, they are good at any other. */
export class SocketTickets {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async issue(holder: SocketTicketHolder): Promise<z.infer<typeof socketTicketSchema>> {
    const ticket = randomBytes(24).toString("base64url");
    try {
      await this.#store.put(keyOf(ticket), JSON.stringify(holder), LIFETIME_SECONDS);
    } catch (cause) {
      throw new RelayError("live.tickets_unavailable", "No tickets are given out now. Try again shortly.", {
        cause,
        retryAfterSeconds: 5,
      });
    }
    return { ticket, expiresIn: LIFETIME_SECONDS };
  }

  /** Who holds it, once; undefined for any other ticket. */
  async redeem(
    ticket: string,
    purpose: SocketTicketHolder["purpose"],
  ): Promise<SocketTicketHolder | undefined> {
    const kept = await this.#store.take(keyOf(ticket));
    const holder = kept === undefined ? undefined : (JSON.parse(kept) as SocketTicketHolder);
    return holder?.purpose === purpose ? holder : undefined;
  }
}

import { RelayError } from "../../errors.ts";
import type { Database } from "../../plugins/database.ts";
import type { EmailSent } from "../../protocol/auth.ts";
import { addEmailLetter, securityLetter, signInLetter } from "../mail/letters.ts";
import type { PostOffice } from "../mail/post-office.ts";
import { enqueue, type Outbox, type Topic } from "../outbox.ts";
import { addIdentity, emailOf, enterByIdentity } from "./accounts.ts";
import type { Attempts } from "./attempts.ts";
import type { EmailProof, EmailVoucher } from "./supabase.ts";
import type { SupabaseUser } from "./supabase-tokens.ts";

const codeRequestTopic = "email-code";
/** How long a code is good; Supabase is set to the same. */
const CODE_SECONDS = 3_600;
/** A request that could not be passed on for so long is forgotten: its sender has asked again or left. */
const REQUEST_SECONDS = 600;
const RESEND_SECONDS = 30;

const perAddressNow = { kind: "letter now", most: 1, windowSeconds: RESEND_SECONDS };
const perAddress = { kind: "letters", most: 8, windowSeconds: 3_600 };
/** Of a million codes; a link is too long to be guessed and stays good while codes are locked. */
const perCode = { kind: "code", most: 5, windowSeconds: 900 };

interface Parts {
  database: Database;
  voucher: EmailVoucher;
  postOffice: PostOffice;
  attempts: Attempts;
  outbox: Outbox;
}

/** Signing in with an address, and adding one to an account. */
export class EmailSignIn {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.outbox.handle(this.#topic());
  }

  /**
   * Writes down that a letter is wanted. Whether the address has an account is asked later, by the outbox, so that
   * neither the answer nor its time can tell.
   */
  async request(email: string, accountId: string | null = null): Promise<EmailSent> {
    const { database, attempts, postOffice, outbox } = this.#parts;
    await attempts.count(perAddressNow, email);
    await attempts.count(perAddress, email);
    await database.query(
      `insert into relay.email_requests (address_digest, account_id) values ($1, $2)
       on conflict (address_digest) do update set account_id = excluded.account_id, requested_at = now()`,
      [postOffice.digestOf(email), accountId],
    );
    await enqueue(database, {
      topic: codeRequestTopic,
      payload: { email },
      expiresInSeconds: REQUEST_SECONDS,
    });
    outbox.wake(codeRequestTopic);
    return { resendAfter: RESEND_SECONDS, expiresIn: CODE_SECONDS };
  }

  #topic(): Topic<{ email: string }> {
    return {
      name: codeRequestTopic,
      deliver: ({ payload }) => this.#parts.voucher.requestCode(payload.email),
    };
  }

  /** Supabase made a code: writes the letter that carries it. `id` names the call, which may be repeated. */
  async post(id: string, letter: { email: string; code: string; token: string }): Promise<void> {
    const { database, postOffice } = this.#parts;
    const { rows } = await database.query(
      `select account_id as "accountId" from relay.email_requests where address_digest = $1`,
      [postOffice.digestOf(letter.email)],
    );
    const isForAccount = typeof (rows as [{ accountId: string | null }?])[0]?.accountId === "string";
    const content = isForAccount ? addEmailLetter(letter) : signInLetter(postOffice.appUrl, letter);
    await postOffice.postUrgent(database, letter.email, content, `supabase-${id}`);
    postOffice.wake();
  }

  /** The account behind a link or code, which is used up. */
  async enter(proof: EmailProof): Promise<string> {
    const user = await this.#redeem(proof);
    return enterByIdentity(this.#parts.database, { kind: "email", subject: user.id, email: user.email });
  }

  /** Makes an address the one of an account, in place of the one before. */
  async add(accountId: string, proof: { email: string; code: string }): Promise<void> {
    const { database, postOffice } = this.#parts;
    const user = await this.#redeem(proof);
    const before = await emailOf(database, accountId);
    const isNew = await addIdentity(database, accountId, {
      kind: "email",
      subject: user.id,
      email: user.email,
    });
    if (!isNew) return;
    if (before === undefined) await postOffice.postSecurity(database, accountId, "sign-in-added");
    else await postOffice.post(database, before, securityLetter(postOffice.appUrl, "email-changed"));
    postOffice.wake();
  }

  async #redeem(proof: EmailProof): Promise<SupabaseUser> {
    const { attempts, voucher } = this.#parts;
    if ("code" in proof) await attempts.count(perCode, proof.email);
    const user = await voucher.redeem(proof);
    if (user) {
      if ("code" in proof) await attempts.forgive(perCode, proof.email);
      return user;
    }
    throw "code" in proof
      ? new RelayError("auth.code_invalid", "This code is wrong, used or too old. Ask for another letter.")
      : new RelayError("auth.link_expired", "This link was used or is too old. Ask for another letter.");
  }
}

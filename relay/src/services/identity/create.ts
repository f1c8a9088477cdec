import type { Database } from "../../plugins/database.ts";
import type { Config } from "../../plugins/env.ts";
import { createMailer } from "../mail/mailer.ts";
import { PostOffice } from "../mail/post-office.ts";
import type { Outbox } from "../outbox.ts";
import { Attempts } from "./attempts.ts";
import { EmailSignIn } from "./email-sign-in.ts";
import { Sessions } from "./sessions.ts";
import { createEmailVoucher } from "./supabase.ts";

export interface Identity {
  sessions: Sessions;
  attempts: Attempts;
  postOffice: PostOffice;
  /** Undefined where nobody signs in by e-mail. */
  email: EmailSignIn | undefined;
  close(): void;
}

/** Everything about who people are, and the letters to them. */
export const createIdentity = (config: Config, database: Database, outbox: Outbox): Identity => {
  const { secret, supabase } = config.identity;
  const sessions = new Sessions(database, secret);
  const attempts = new Attempts(database, secret);
  const postOffice = new PostOffice({ secret, appUrl: config.appOrigins[0], outbox });
  const mailer = config.mail && createMailer(config.mail);
  if (mailer) postOffice.open(database, mailer.send);
  const voucher = supabase && createEmailVoucher(supabase);
  return {
    ...{ sessions, attempts, postOffice },
    email: voucher && new EmailSignIn({ database, voucher, postOffice, attempts, outbox }),
    close: () => mailer?.close(),
  };
};

import type { Chain } from "../../plugins/chain.ts";
import type { Database } from "../../plugins/database.ts";
import type { Config } from "../../plugins/env.ts";
import { createMailer } from "../mail/mailer.ts";
import { PostOffice } from "../mail/post-office.ts";
import type { Outbox } from "../outbox.ts";
import type { Farewell } from "./account-data.ts";
import { Attempts } from "./attempts.ts";
import { EmailSignIn } from "./email-sign-in.ts";
import { Oidc } from "./oidc.ts";
import { SecondFactor } from "./second-factor.ts";
import { Sessions } from "./sessions.ts";
import { createEmailVoucher } from "./supabase.ts";
import { Wallets } from "./wallets.ts";

export interface Identity {
  sessions: Sessions;
  attempts: Attempts;
  postOffice: PostOffice;
  /** Undefined where nobody signs in by e-mail. */
  email: EmailSignIn | undefined;
  wallets: Wallets;
  oidc: Oidc;
  secondFactor: SecondFactor;
  /** What other features do before an account is deleted; they add to it. */
  farewells: Farewell[];
  close(): void;
}

/** Everything about who people are, and the letters to them. */
export const createIdentity = (
  config: Config,
  { database, chain }: { database: Database; chain: Chain },
  outbox: Outbox,
): Identity => {
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
    oidc: new Oidc(config, database),
    wallets: new Wallets({ config, database, chain, postOffice }),
    secondFactor: new SecondFactor({ database, postOffice, secret }),
    farewells: [],
    close: () => mailer?.close(),
  };
};

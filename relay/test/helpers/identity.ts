import type { ParsedMail } from "mailparser";
import { startLocalSupabase } from "../../supabase/local/server.ts";
import { isTo, type MailDouble, readSignInLetter, startMailDouble } from "./mail.ts";
import { Browser } from "./people.ts";
import { createDatabase, startRelay, type TestRelay } from "./relay.ts";

export const SUPABASE_KEY = "sb_publishable_of_the_tests";
export const JWT_SECRET = "jwt-secret-of-the-tests-0123456789abcdef";
export const HOOK_SECRET = `v1,whsec_${Buffer.from("hook-secret-of-the-tests-01234567").toString("base64")}`;

export interface IdentityRelay extends TestRelay {
  mail: MailDouble;
  supabaseUrl: string;
  stopSupabase(): Promise<void>;
}

/** A relay with Supabase's local stand-in on the same database and a mail server. */
export const startIdentityRelay = async (overrides: Record<string, string> = {}): Promise<IdentityRelay> => {
  const [databaseUrl, mail] = await Promise.all([createDatabase(), startMailDouble()]);
  let relayUrl = "";
  const supabase = await startLocalSupabase({
    ...{ databaseUrl, host: "127.0.0.1", port: 0, key: SUPABASE_KEY },
    ...{ jwtSecret: JWT_SECRET, hookSecret: HOOK_SECRET, hookUrl: () => `${relayUrl}/v1/webhooks/supabase` },
  });
  const relay = await startRelay({
    AUDIFI_DATABASE_URL: databaseUrl,
    SUPABASE_URL: supabase.url,
    SUPABASE_KEY,
    SUPABASE_JWT_SECRET: JWT_SECRET,
    SUPABASE_HOOK_SECRET: HOOK_SECRET,
    AUDIFI_SMTP_URL: mail.url,
    ...overrides,
  });
  relayUrl = relay.url;
  let isStopped = false;
  const stopSupabase = async () => {
    if (!isStopped) await supabase.close();
    isStopped = true;
  };
  const close = async () => {
    await relay.close();
    await Promise.all([stopSupabase(), mail.close()]);
  };
  return { ...relay, mail, supabaseUrl: supabase.url, stopSupabase, close };
};

/** Lets an address have another letter at once. */
export const forgetAttempts = (relay: TestRelay) => relay.database.query("delete from relay.attempts");

/** The link of the next sign-in letter to an address; other letters to it may come in between. */
const waitForToken = async ({ mail }: IdentityRelay, email: string, seen: ReadonlySet<ParsedMail>) => {
  for (let waited = 0; waited < 2_400; waited += 1) {
    const tokens = mail.letters
      .filter((letter) => !seen.has(letter) && isTo(letter, email))
      .map((letter) => readSignInLetter(letter).token)
      .filter(Boolean);
    if (tokens[0] !== undefined) return tokens[0];
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`no sign-in letter to ${email}`);
};

/** The whole way of somebody who signs in by e-mail. */
export const signInByEmail = async (relay: IdentityRelay, email: string, browser = new Browser(relay)) => {
  await forgetAttempts(relay);
  const seen = new Set(relay.mail.letters);
  const asked = await browser.post("/v1/auth/email", { email });
  if (asked.status !== 202) throw new Error(`no letter: ${await asked.text()}`);
  const token = await waitForToken(relay, email, seen);
  const answer = await browser.post("/v1/auth/email/confirm", { token });
  if (answer.status !== 200) throw new Error(`not signed in: ${await answer.text()}`);
  const { session } = (await answer.json()) as { session: { accountId: string } };
  return { browser, accountId: session.accountId };
};

import type { Context } from "../context.ts";
import { inRepository } from "../repository.ts";
import { readSecrets } from "../secrets.ts";
import { waitFor } from "../wait.ts";
import type { Postgres } from "./postgres.ts";

export interface Supabase {
  readonly url: string;
  /** What the relay is told about it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Supabase's auth and data APIs over the relay's database. It tells the relay which letters to send. */
export async function startSupabase(context: Context, postgres: Postgres): Promise<Supabase> {
  const { state, supervisor, ports } = context;
  const url = `http://127.0.0.1:${ports.supabase}`;
  const secrets = readSecrets(state);
  const environment = {
    SUPABASE_KEY: secrets.supabaseKey,
    SUPABASE_JWT_SECRET: secrets.supabaseJwt,
    SUPABASE_HOOK_SECRET: secrets.supabaseHook,
  };
  supervisor.start({
    name: "supabase",
    command: process.execPath,
    args: [inRepository("relay", "supabase", "local", "main.ts")],
    env: {
      ...environment,
      AUDIFI_DATABASE_URL: postgres.url("relay"),
      SUPABASE_PORT: String(ports.supabase),
      SUPABASE_HOOK_URL: `http://127.0.0.1:${ports.relay}/v1/webhooks/supabase`,
    },
    tier: 3,
  });
  // Any answer will do: that it asks for a key is one.
  await waitFor("The start of Supabase", async () => (await fetch(`${url}/auth/v1/settings`), true));
  return { url, environment: { ...environment, SUPABASE_URL: url } };
}

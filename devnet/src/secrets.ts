import { randomBytes } from "node:crypto";
import { readJson, writeJson } from "./json-file.ts";
import type { StateDirectory } from "./state-directory.ts";

/** Made at the first start and kept, so that sessions outlive a restart. */
export interface Secrets {
  /** Every key of the relay is derived from it. */
  relay: string;
  supabaseKey: string;
  supabaseJwt: string;
  supabaseHook: string;
}

export function readSecrets(state: StateDirectory): Secrets {
  const file = state.file("secrets.json");
  const kept = readJson<Partial<Secrets>>(file);
  const secrets: Secrets = {
    relay: kept?.relay ?? makeSecret(),
    supabaseKey: kept?.supabaseKey ?? `sb_publishable_${makeSecret().slice(0, 22)}`,
    supabaseJwt: kept?.supabaseJwt ?? makeSecret(),
    supabaseHook: kept?.supabaseHook ?? `v1,whsec_${randomBytes(32).toString("base64")}`,
  };
  writeJson(file, secrets);
  return secrets;
}

const makeSecret = (): string => randomBytes(32).toString("hex");

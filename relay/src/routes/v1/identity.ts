import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Database } from "../../plugins/database.ts";
import type { Config } from "../../plugins/env.ts";
import type { Identity } from "../../services/identity/create.ts";
import { accountRoutes } from "./account/account.ts";
import { accountDataRoutes } from "./account/data.ts";
import { secondFactorSetupRoutes } from "./account/second-factor.ts";
import { waysInRoutes } from "./account/ways-in.ts";
import { emailRoutes } from "./auth/email.ts";
import { methodRoutes } from "./auth/methods.ts";
import { oidcRoutes } from "./auth/oidc.ts";
import { secondFactorRoutes } from "./auth/second-factor.ts";
import { sessionRoutes } from "./auth/sessions.ts";
import { walletRoutes } from "./auth/wallet.ts";
import { sendGridRoutes } from "./webhooks/sendgrid.ts";
import { supabaseRoutes } from "./webhooks/supabase.ts";

export interface IdentityOptions {
  config: Config;
  database: Database;
  identity: Identity;
}

/** The routes about who people are. */
export const identityRoutes: FastifyPluginAsyncZod<IdentityOptions> = async (
  app,
  { config, database, identity },
) => {
  const auth = { prefix: "/v1/auth", config, database, identity };
  await app.register(methodRoutes, auth);
  await app.register(sessionRoutes, auth);
  await app.register(emailRoutes, auth);
  await app.register(walletRoutes, auth);
  await app.register(oidcRoutes, auth);
  await app.register(secondFactorRoutes, auth);
  const account = { prefix: "/v1/account", config, database, identity };
  await app.register(accountRoutes, account);
  await app.register(accountDataRoutes, account);
  await app.register(waysInRoutes, account);
  await app.register(secondFactorSetupRoutes, account);
  const webhooks = { prefix: "/v1/webhooks", config, database, identity };
  await app.register(supabaseRoutes, webhooks);
  await app.register(sendGridRoutes, webhooks);
};

import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Database } from "../../plugins/database.ts";
import type { Config } from "../../plugins/env.ts";
import type { Identity } from "../../services/identity/create.ts";
import { emailRoutes } from "./auth/email.ts";
import { methodRoutes } from "./auth/methods.ts";
import { sessionRoutes } from "./auth/sessions.ts";
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
  const webhooks = { prefix: "/v1/webhooks", config, database, identity };
  await app.register(supabaseRoutes, webhooks);
  await app.register(sendGridRoutes, webhooks);
};

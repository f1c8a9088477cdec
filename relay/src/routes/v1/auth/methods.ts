import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { methodsSchema, type SignInMethod } from "../../../protocol/auth.ts";
import type { IdentityOptions } from "../identity.ts";
import { failures } from "./sign-in.ts";

export const methodRoutes: FastifyPluginAsyncZod<IdentityOptions> = async (app, { identity }) => {
  const methods: SignInMethod[] = [
    ...(identity.email ? (["email"] as const) : []),
    "wallet",
    ...identity.oidc.providers,
  ];
  app.get(
    "/methods",
    { schema: { summary: "The ways to sign in", response: { 200: methodsSchema, ...failures } } },
    async () => ({ methods }),
  );
};

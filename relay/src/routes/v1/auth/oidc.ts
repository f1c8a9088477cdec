import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { RelayError } from "../../../errors.ts";
import { appPathSchema, type OidcProvider, oidcProviderSchema } from "../../../protocol/auth.ts";
import { addIdentity, enterByIdentity } from "../../../services/identity/accounts.ts";
import type { IdentityOptions } from "../identity.ts";
import { failures, signIn } from "./sign-in.ts";

const params = z.object({ provider: oidcProviderSchema });
const redirects = { 302: z.null().meta({ description: "To the provider or the app" }), ...failures };

/** People are on their way through; a refusal leads them to a page of the app that says so. */
const pageFor = (appUrl: string, path: string, failure: unknown): string => {
  const code = failure instanceof RelayError ? failure.code : "service.internal";
  return `${appUrl}/sign-in?${new URLSearchParams({ error: code, next: path })}`;
};

/** Answers where the visitor goes on. */
const createFinish =
  ({ config, database, identity }: IdentityOptions) =>
  async (request: FastifyRequest, reply: FastifyReply, provider: OidcProvider): Promise<string> => {
    const { oidc, sessions, postOffice } = identity;
    const [appUrl] = config.appOrigins;
    const search = new URL(request.url, "http://relay").search;
    const state = new URLSearchParams(search).get("state") ?? "";
    // Only the browser that began may go on: a link with somebody else's code signs nobody in.
    const expected = request.server.sessionCookies.takeFlow(request, reply);
    const flow = expected === state ? await oidc.take(provider, state) : undefined;
    if (!flow) {
      return pageFor(appUrl, "/", new RelayError("auth.link_expired", "This sign-in was not begun here."));
    }
    try {
      const proven = await oidc.finish(provider, flow, { search, state });
      if (flow.accountId === null) {
        await signIn({ request, reply, sessions }, await enterByIdentity(database, proven), provider);
      } else if (await addIdentity(database, flow.accountId, proven)) {
        await postOffice.postSecurity(database, flow.accountId, "sign-in-added");
        postOffice.wake();
      }
      return appUrl + flow.returnTo;
    } catch (failure) {
      request.log.info({ err: failure }, "a sign-in with a provider failed");
      return pageFor(appUrl, flow.returnTo, failure);
    }
  };

export const oidcRoutes: FastifyPluginAsyncZod<IdentityOptions> = async (app, options) => {
  const { oidc } = options.identity;
  const { config, database, identity } = options;
  await app.register(callbackRoutes, { config, database, identity });

  app.get(
    "/oidc/:provider",
    {
      schema: {
        summary: "Sign in with Google or Apple",
        description:
          "For browsers to go to, not for scripts. `connect` adds the provider to the account that is signed in.",
        params,
        querystring: z.object({ next: appPathSchema.default("/"), connect: z.literal("true").optional() }),
        response: redirects,
      },
    },
    async (request, reply) => {
      const { next: returnTo, connect } = request.query;
      const accountId = connect ? (await app.requireRecentProof(request)).accountId : null;
      const { url, state } = await oidc.begin(request.params.provider, { accountId, returnTo });
      app.sessionCookies.setFlow(reply, state);
      return reply.redirect(url);
    },
  );
};

const callbackRoutes: FastifyPluginAsyncZod<IdentityOptions> = async (app, options) => {
  const finish = createFinish(options);
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: 16_384 },
    (_request, body, done) => done(null, body),
  );

  app.get(
    "/oidc/:provider/callback",
    { schema: { summary: "Where a provider leads back to", params, response: redirects } },
    async (request, reply) => reply.redirect(await finish(request, reply, request.params.provider)),
  );

  app.post(
    "/oidc/:provider/callback",
    {
      schema: {
        summary: "Where Apple leads back to, with a form",
        description:
          "The form comes from another site and so without cookies; they come with the visit it leads to.",
        params,
        consumes: ["application/x-www-form-urlencoded"],
        response: { 303: z.null(), ...failures },
      },
    },
    async (request, reply) => {
      const form = new URLSearchParams(typeof request.body === "string" ? request.body : "");
      const kept = new URLSearchParams();
      for (const name of ["code", "state", "error", "iss"]) {
        const value = form.get(name);
        if (value !== null) kept.set(name, value.slice(0, 2_000));
      }
      return reply.redirect(`/v1/auth/oidc/${request.params.provider}/callback?${kept}`, 303);
    },
  );
};

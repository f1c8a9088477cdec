import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  sessionAnswerSchema,
  walletNonceRequestSchema,
  walletNonceSchema,
  walletProofSchema,
} from "../../../protocol/auth.ts";
import type { IdentityOptions } from "../identity.ts";
import { failures, signIn } from "./sign-in.ts";

export const walletRoutes: FastifyPluginAsyncZod<IdentityOptions> = async (app, { identity }) => {
  const { sessions, wallets } = identity;

  app.post(
    "/wallet/nonce",
    {
      bodyLimit: 1_024,
      config: { signsIn: true },
      schema: {
        summary: "What a wallet's message has to carry",
        description: "The nonce is good for one message of EIP-4361 that says the statement word for word.",
        body: walletNonceRequestSchema,
        response: { 200: walletNonceSchema, ...failures },
      },
    },
    (request) => wallets.issueNonce(request.body.purpose),
  );

  app.post(
    "/wallet",
    {
      bodyLimit: 32_768,
      config: { signsIn: true },
      schema: {
        summary: "Sign in with a wallet",
        body: walletProofSchema,
        response: { 200: sessionAnswerSchema, ...failures },
      },
    },
    async (request, reply) => {
      const wallet = await wallets.prove(request.body, "sign-in");
      return signIn({ request, reply, sessions }, await wallets.enter(wallet), "wallet");
    },
  );
};

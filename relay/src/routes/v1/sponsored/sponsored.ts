import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { RelayError } from "../../../errors.ts";
import type { Chain } from "../../../plugins/chain.ts";
import type { Database } from "../../../plugins/database.ts";
import type { Config } from "../../../plugins/env.ts";
import { errorBodySchema } from "../../../protocol/errors.ts";
import { addressSchema } from "../../../protocol/pins.ts";
import {
  sponsorAvailabilitySchema,
  sponsoredDelegationSchema,
  sponsoredSchema,
  sponsoredVoteSchema,
} from "../../../protocol/sponsored.ts";
import { readBudget } from "../../../services/sponsored/budget.ts";
import { type Call, prepareDelegation, prepareVote } from "../../../services/sponsored/calls.ts";
import type { Sponsor } from "../../../services/sponsored/sponsor.ts";
import { bytesOf } from "../../../services/sponsored/transactions.ts";

export interface SponsoredOptions {
  config: Config;
  database: Database;
  chain: Chain;
  /** Undefined where nobody's gas is paid for. */
  sponsor: Sponsor | undefined;
  onOutcome(call: Call["kind"], outcome: "paid" | "refused"): void;
}

const failures = { "4xx": errorBodySchema, "5xx": errorBodySchema };
const payingYourself =
  "Whatever the refusal, the wallet can send the same call itself. `sponsor.budget_spent`, `sponsor.low_balance` and " +
  "`sponsor.not_configured` say that it has to, now.";

const requireSponsor = (sponsor: Sponsor | undefined): Sponsor => {
  if (sponsor) return sponsor;
  throw new RelayError("sponsor.not_configured", "Votes are not paid for here. Send them from your wallet.");
};

const accountOf = async (request: FastifyRequest): Promise<string | undefined> => {
  const session = await request.server.findSession(request);
  return session?.needsSecondFactor === false ? session.accountId : undefined;
};

/** What would be paid for, and what became of what was. */
export const sponsoredStateRoutes: FastifyPluginAsyncZod<SponsoredOptions> = async (app, options) => {
  const { config, database, sponsor } = options;

  app.get(
    "/availability",
    {
      schema: {
        summary: "Whether a vote or delegation would be paid for now",
        description: "Ask before the wallet signs: without, it sends the call and pays for the gas itself.",
        querystring: z.object({ account: addressSchema }),
        response: { 200: sponsorAvailabilitySchema, ...failures },
      },
    },
    async (request) => {
      const asker = { signer: bytesOf(request.query.account), accountId: await accountOf(request) };
      return sponsor ? sponsor.readAvailability(asker) : readBudget(database, config.relayer, asker);
    },
  );

  app.get(
    "/transactions/:id",
    {
      schema: {
        summary: "What became of a sponsored transaction",
        description: "Its hash changes when it was stuck and had to be replaced by one that pays more.",
        params: z.object({ id: z.uuid() }),
        response: { 200: sponsoredSchema, ...failures },
      },
    },
    async (request) => requireSponsor(sponsor).read(request.params.id),
  );
};

export const sponsoredRoutes: FastifyPluginAsyncZod<SponsoredOptions> = async (app, options) => {
  const pay = async (
    request: FastifyRequest,
    kind: Call["kind"],
    prepare: (needs: Parameters<typeof prepareVote>[0]) => Promise<Call>,
  ) => {
    const willing = requireSponsor(options.sponsor);
    try {
      const call = await prepare({ chain: options.chain, launcher: await willing.launcher() });
      const paid = await willing.pay(call, await accountOf(request));
      options.onOutcome(kind, "paid");
      return paid;
    } catch (error) {
      options.onOutcome(kind, "refused");
      throw error;
    }
  };

  app.post(
    "/votes",
    {
      bodyLimit: 8_192,
      schema: {
        summary: "Have a signed vote sent, and its gas paid for",
        description:
          "Takes OpenZeppelin's `Ballot`, or `ExtendedBallot` with a reason, signed under the governor's domain with " +
          `its \`nonces(voter)\`. Nobody has to be signed in. Only who has votes is paid for. ${payingYourself}`,
        body: sponsoredVoteSchema,
        response: { 200: sponsoredSchema, ...failures },
      },
    },
    async (request) => pay(request, "vote", (needs) => prepareVote(needs, request.body)),
  );

  app.post(
    "/delegations",
    {
      bodyLimit: 4_096,
      schema: {
        summary: "Have a signed delegation sent, and its gas paid for",
        description:
          "Takes ERC-5805's `Delegation`, signed under the coin's domain by an account that has coins. Stakes vote " +
          `for their owner and cannot be delegated. ${payingYourself}`,
        body: sponsoredDelegationSchema,
        response: { 200: sponsoredSchema, ...failures },
      },
    },
    async (request) => pay(request, "delegation", (needs) => prepareDelegation(needs, request.body)),
  );
};

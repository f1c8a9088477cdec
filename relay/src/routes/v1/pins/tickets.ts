import { uploadTicketTypes, relayDomain } from "@audifi/contracts/typed-data";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Database } from "../../../plugins/database.ts";
import type { Config } from "../../../plugins/env.ts";
import { errorBodySchema } from "../../../protocol/errors.ts";
import {
  addressSchema,
  nonceSchema,
  quotaSchema,
  type Ticket,
  ticketRequestSchema,
  type TicketResponse,
  ticketResponseSchema,
  ticketStateSchema,
} from "../../../protocol/pins.ts";
import { readQuota } from "../../../services/pins/quota.ts";
import { bytesOf, issueTicket, readTicket } from "../../../services/pins/tickets.ts";

export interface TicketOptions {
  config: Config;
  database: Database;
}

const failures = { "4xx": errorBodySchema, "5xx": errorBodySchema };

const signable = (chainId: number, ticket: Ticket): TicketResponse => ({
  ticket,
  typedData: {
    domain: relayDomain(chainId),
    types: {
      EIP712Domain: [
        { name: "name", type: "string" },
        { name: "version", type: "string" },
        { name: "chainId", type: "uint256" },
      ],
      UploadTicket: [...uploadTicketTypes.UploadTicket],
    },
    primaryType: "UploadTicket",
    message: { ...ticket, size: String(ticket.size), deadline: String(ticket.deadline) },
  },
});

export const ticketRoutes: FastifyPluginAsyncZod<TicketOptions> = async (app, { config, database }) => {
  app.post(
    "/tickets",
    {
      bodyLimit: 4_096,
      schema: {
        summary: "Ask for a ticket to pin one file",
        description: "Sign `typedData` with the account's wallet, then send the file to POST /v1/pins.",
        body: ticketRequestSchema,
        response: { 200: ticketResponseSchema, ...failures },
      },
    },
    async (request) => signable(config.chainId, await issueTicket(database, config, request.body)),
  );

  app.get(
    "/tickets/:nonce",
    {
      schema: {
        summary: "What became of a ticket",
        description: "For senders whose connection broke before the answer to their upload arrived.",
        params: z.object({ nonce: nonceSchema }),
        response: { 200: ticketStateSchema, ...failures },
      },
    },
    async (request) => {
      const { state, pin } = await readTicket(database, request.params.nonce);
      return { state, pin };
    },
  );

  app.get(
    "/quota/:address",
    {
      schema: {
        summary: "What an account may still pin today",
        params: z.object({ address: addressSchema }),
        response: { 200: quotaSchema, ...failures },
      },
    },
    async (request) => readQuota(database, bytesOf(request.params.address), config.quota),
  );
};

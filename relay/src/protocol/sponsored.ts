import { addressSchema } from "./pins.ts";
import { z } from "./zod.ts";

const wholeNumber = (description: string) =>
  z
    .string()
    // What is no number is not looked at further.
    .regex(/^\d{1,78}$/, { abort: true })
    .refine((value) => BigInt(value) < 2n ** 256n, "must fit into 256 bits")
    .meta({ description });
const signature = (bytes: string, description: string) =>
  z
    .string()
    .regex(new RegExp(`^0x(?:[0-9a-fA-F]{2})${bytes}$`))
    .transform((value) => value.toLowerCase() as `0x${string}`)
    .meta({ description });

export const sponsoredVoteSchema = z.strictObject({
  governor: addressSchema.meta({ description: "Governor of an artist's DAO" }),
  proposalId: wholeNumber("Id of the proposal, in decimal digits"),
  support: z
    .union([z.literal(0), z.literal(1), z.literal(2)])
    .meta({ description: "0 is against, 1 for, 2 abstaining" }),
  voter: addressSchema.meta({ description: "Who signed" }),
  reason: z.string().min(1).max(280).optional().meta({
    description: "With a reason, `ExtendedBallot` was signed, with empty params; without, `Ballot`",
  }),
  signature: signature(
    "{1,1000}",
    "Of OpenZeppelin's Ballot or ExtendedBallot under the governor's domain, by a key or a contract (ERC-1271)",
  ),
});
export type SponsoredVote = z.infer<typeof sponsoredVoteSchema>;

export const sponsoredDelegationSchema = z.strictObject({
  coin: addressSchema.meta({ description: "An artist's coin" }),
  delegator: addressSchema.meta({ description: "Who signed" }),
  delegatee: addressSchema.meta({ description: "Who shall vote with the delegator's coins" }),
  nonce: wholeNumber("The coin's nonce of the delegator, as signed"),
  expiry: wholeNumber("Unix seconds, as signed"),
  signature: signature("{65}", "Of ERC-5805's Delegation under the coin's domain, by a key"),
});
export type SponsoredDelegation = z.infer<typeof sponsoredDelegationSchema>;

const hash = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);

export const sponsoredSchema = z.object({
  id: z.uuid(),
  hash: hash.meta({ description: "Of the transaction; another one once it had to be replaced" }),
  status: z
    .enum(["pending", "included", "failed"])
    .meta({ description: "failed: it reverted, or will never be in the chain" }),
});
export type Sponsored = z.infer<typeof sponsoredSchema>;

export const sponsorAvailabilitySchema = z.object({
  available: z.boolean().meta({ description: "If not, the wallet has to send and pay for itself" }),
  reason: z.enum(["ok", "not_configured", "budget_spent", "low_balance"]),
  left: z.number().int().meta({ description: "Transactions that are left of the day, for whoever asks" }),
  resetsAt: z.number().int().meta({ description: "Unix seconds of the next midnight, UTC" }),
});
export type SponsorAvailability = z.infer<typeof sponsorAvailabilitySchema>;

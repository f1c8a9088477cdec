import type { Hex } from "viem";
import { z } from "zod";
import { integer, isPrivateKey } from "./env-values.ts";

/** Variables of the rooms of studio sessions. */
export const studioEnvironment = {
  AUDIFI_RECEIPT_KEY: z
    .string()
    .refine(isPrivateKey, "must be a private key, 0x and 64 digits, that signs receipts of ballots")
    .transform((value) => value as Hex)
    .optional(),
  AUDIFI_STUDIO_PER_CALLER: integer(0, 100_000).default(50),
  AUDIFI_STUDIO_MOST: integer(1, 100_000).default(10_000),
  AUDIFI_STUDIO_VOTERS_PER_CALLER: integer(0, 100_000).default(30),
};

export type StudioConfig = Readonly<{
  /** Signs receipts; undefined where the relay gives none. */
  receiptKey: Hex | undefined;
  /** Sockets of one caller, 0 for no limit, and of all together. */
  perCaller: number;
  total: number;
  /** Voters of one caller and session of whom nothing is known, 0 for no limit. */
  votersPerCaller: number;
}>;

/** The key that pays for gas signs receipts as well where no other is named. */
export const readStudio = (
  env: z.output<z.ZodObject<typeof studioEnvironment>> & { AUDIFI_RELAYER_KEY?: Hex | undefined },
): StudioConfig => ({
  receiptKey: env.AUDIFI_RECEIPT_KEY ?? env.AUDIFI_RELAYER_KEY,
  perCaller: env.AUDIFI_STUDIO_PER_CALLER,
  total: env.AUDIFI_STUDIO_MOST,
  votersPerCaller: env.AUDIFI_STUDIO_VOTERS_PER_CALLER,
});

import { type Hex, parseEther } from "viem";
import { z } from "zod";
import { integer, isPrivateKey } from "./env-values.ts";

/** Variables of the key that pays for other people's votes; without it, everybody pays for their own. */
export const relayerEnvironment = {
  AUDIFI_RELAYER_KEY: z
    .string()
    .refine(isPrivateKey, "must be a private key, 0x and 64 digits, of an account that only pays for gas")
    .transform((value) => value as Hex)
    .optional(),
  AUDIFI_RELAYER_PER_USER: integer(1, 10_000).default(20),
  AUDIFI_RELAYER_PER_DAY: integer(1, 1_000_000).default(2_000),
  AUDIFI_RELAYER_STUCK_SECONDS: integer(1, 3_600).default(60),
  AUDIFI_RELAYER_ALARM: z
    .string()
    .regex(/^\d{1,9}(?:\.\d{1,18})?$/, "must be an amount of the native coin, such as 0.05")
    .default("0.05")
    .transform((value) => parseEther(value)),
  AUDIFI_OPERATOR_EMAIL: z.email("must be an address").optional(),
};

export type RelayerConfig = Readonly<{
  key: Hex;
  /** Transactions per UTC day: of one account or address, and of all together. */
  perUser: number;
  perDay: number;
  /** After this long without being mined, a transaction is replaced by one that pays more. */
  stuckSeconds: number;
  /** Balance, in the smallest unit of the native coin, below which the operator is told. */
  alarmBelow: bigint;
  operatorEmail: string | undefined;
}>;

/** Undefined where nobody's gas is paid for. */
export const readRelayer = (
  env: z.output<z.ZodObject<typeof relayerEnvironment>>,
): RelayerConfig | undefined =>
  env.AUDIFI_RELAYER_KEY === undefined
    ? undefined
    : {
        key: env.AUDIFI_RELAYER_KEY,
        perUser: env.AUDIFI_RELAYER_PER_USER,
        perDay: env.AUDIFI_RELAYER_PER_DAY,
        stuckSeconds: env.AUDIFI_RELAYER_STUCK_SECONDS,
        alarmBelow: env.AUDIFI_RELAYER_ALARM,
        operatorEmail: env.AUDIFI_OPERATOR_EMAIL,
      };

import { isHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { z } from "zod";

const trimmedList = (value: string): string[] =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

export const hasProtocol = (value: string, protocols: string[]): boolean =>
  URL.canParse(value) && protocols.includes(new URL(value).protocol);

export const httpUrl = z
  .string()
  .refine((value) => hasProtocol(value, ["http:", "https:"]), "must be an http(s) address");
export const list = (item: z.ZodType<string, string>, what: string) =>
  z
    .string()
    .transform(trimmedList)
    .pipe(z.array(item).min(1, `must name at least one ${what}`));
export const integer = (min: number, max: number) =>
  z.string().regex(/^\d+$/, "must be a whole number").transform(Number).pipe(z.number().min(min).max(max));

export const originUrl = httpUrl.refine(
  (value) => URL.canParse(value) && new URL(value).origin === value,
  "must be an origin: scheme, host and port, nothing after",
);

export const isPrivateKey = (value: string): boolean => {
  try {
    return isHex(value) && privateKeyToAccount(value).address !== undefined;
  } catch {
    return false;
  }
};

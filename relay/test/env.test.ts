import { describe, expect, it } from "vitest";
import { EnvironmentError, readConfig } from "../src/plugins/env.ts";
import { testEnvironment } from "./helpers/config.ts";

const good = testEnvironment({
  AUDIFI_RELAY_PORT: "8790",
  AUDIFI_RPC_URL: "http://127.0.0.1:8545, https://rpc.example.org/v3/key",
  AUDIFI_DATABASE_URL: "postgres://postgres:secret-password@127.0.0.1:5432/relay",
  AUDIFI_APP_ORIGIN: "http://127.0.0.1:5173,https://audifi.example",
  AUDIFI_IPFS_RPC: "http://127.0.0.1:5001",
});
const jwt = "header.payload.signature";

const problemsOf = (changes: Record<string, string | undefined>): string => {
  try {
    readConfig({ ...good, ...changes });
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  return "";
};

describe("readConfig", () => {
  it("reads lists and fills in what is usual", () => {
    const config = readConfig(good);
    expect(config).toMatchObject({ host: "127.0.0.1", port: 8790, chainId: 31_337, trustProxy: [] });
    expect(config.rpcUrls).toEqual(["http://127.0.0.1:8545", "https://rpc.example.org/v3/key"]);
    expect(config.appOrigins).toEqual(["http://127.0.0.1:5173", "https://audifi.example"]);
    expect(config.pinTargets).toEqual([{ name: "ipfs", type: "kubo", url: "http://127.0.0.1:5001" }]);
  });

  it("takes Pinata as the only target, or as the second", () => {
    const only = readConfig({ ...good, AUDIFI_IPFS_RPC: undefined, PINATA_JWT: jwt });
    expect(only.pinTargets.map(({ name }) => name)).toEqual(["pinata"]);
    const both = readConfig({ ...good, PINATA_JWT: jwt, AUDIFI_IPFS_RPC_SECOND: "http://127.0.0.1:5002" });
    expect(both.pinTargets.map(({ name }) => name)).toEqual(["ipfs", "pinata", "ipfs-second"]);
  });

  it.each([
    ["AUDIFI_RELAY_PORT", "70000"],
    ["AUDIFI_RELAY_PORT", "80a"],
    ["AUDIFI_RPC_URL", "ftp://127.0.0.1"],
    ["AUDIFI_RPC_URL", ","],
    ["AUDIFI_CHAIN_ID", "0"],
    ["AUDIFI_CHAIN_ID", "-1"],
    ["AUDIFI_CHAIN_ID", "1.5"],
    ["AUDIFI_DATABASE_URL", "mysql://127.0.0.1/relay"],
    ["AUDIFI_APP_ORIGIN", "*"],
    ["AUDIFI_APP_ORIGIN", "https://audifi.example/"],
    ["AUDIFI_APP_ORIGIN", "null"],
    ["AUDIFI_IPFS_RPC", "127.0.0.1:5001"],
    ["AUDIFI_IPFS_RPC", undefined],
    ["AUDIFI_IPFS_RPC_SECOND", good.AUDIFI_IPFS_RPC],
    ["PINATA_JWT", "not a token"],
    ["AUDIFI_SECRET", undefined],
    ["AUDIFI_SECRET", "too short"],
    ["AUDIFI_RELAY_URL", "https://relay.audifi.example/path"],
    ["AUDIFI_QUOTA_BYTES", "0"],
    ["AUDIFI_CONFIRMATIONS", "0"],
    ["AUDIFI_RELAYER_KEY", "0x12"],
    ["AUDIFI_RELAYER_KEY", `0x${"0".repeat(64)}`],
    ["AUDIFI_RELAYER_KEY", "1".repeat(64)],
    ["AUDIFI_RELAYER_PER_USER", "0"],
    ["AUDIFI_RELAYER_ALARM", "a lot"],
    ["AUDIFI_OPERATOR_EMAIL", "operator"],
    ["AUDIFI_TRUST_PROXY", "everyone"],
    ["AUDIFI_LOG_LEVEL", "loud"],
  ])("refuses %s=%s and names it", (name, value) => {
    expect(problemsOf({ [name]: value })).toContain(`  ${name} `);
  });

  it("takes letters and Supabase together or not at all", () => {
    const supabase = {
      SUPABASE_URL: "https://project.supabase.co/",
      SUPABASE_KEY: "sb_publishable_key",
      SUPABASE_HOOK_SECRET: `v1,whsec_${"A".repeat(44)}`,
    };
    const mail = { AUDIFI_SMTP_URL: "smtp://127.0.0.1:2525" };
    expect(readConfig({ ...good, ...supabase, ...mail }).identity.supabase?.url).toBe(
      "https://project.supabase.co",
    );
    expect(problemsOf(supabase)).toContain("SENDGRID_API_KEY or AUDIFI_SMTP_URL must be set");
    expect(problemsOf({ ...supabase, ...mail, SUPABASE_HOOK_SECRET: undefined })).toContain(
      "SUPABASE_HOOK_SECRET is not set, but SUPABASE_URL is",
    );
    expect(problemsOf({ ...supabase, ...mail, SUPABASE_HOOK_SECRET: "short" })).toContain(
      "must be the secret",
    );
    expect(problemsOf({ ...mail, AUDIFI_MAIL_FROM: "nobody" })).toContain(
      "AUDIFI_MAIL_FROM must be an address",
    );
  });

  it("names everything that is wrong at once, and no value", () => {
    const message = problemsOf({
      AUDIFI_CHAIN_ID: undefined,
      AUDIFI_DATABASE_URL: "secret-password",
      PINATA_JWT: "x",
    });
    expect(message).toContain("AUDIFI_CHAIN_ID is not set");
    expect(message).toContain("AUDIFI_DATABASE_URL must be");
    expect(message).toContain("PINATA_JWT must be");
    expect(message).not.toContain("secret-password");
  });
});

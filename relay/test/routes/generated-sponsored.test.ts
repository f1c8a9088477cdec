import { toHex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Anvil,
  type Dao,
  deployPlatform,
  openProposal,
  type Platform,
  startAnvil,
} from "../helpers/anvil.ts";
import { createGenerator, strange } from "../helpers/generated.ts";
import { postJson, startRelay, testAccount, type TestRelay } from "../helpers/relay.ts";

const { RUNS, SEED, random, oneOf } = createGenerator();
const [voter, payer] = [testAccount(70), testAccount(72)];
let anvil: Anvil;
let platform: Platform;
let dao: Dao;
let relay: TestRelay;

beforeAll(async () => {
  anvil = await startAnvil();
  platform = await deployPlatform(anvil);
  dao = await openProposal(anvil, platform, voter);
  await anvil.client.setBalance({ address: payer.address, value: 10n ** 18n });
  relay = await startRelay({
    ...{ AUDIFI_RPC_URL: anvil.url, AUDIFI_DEPLOYMENTS_DIR: platform.directory, AUDIFI_CONFIRMATIONS: "1" },
    AUDIFI_RELAYER_KEY: toHex(72n, { size: 32 }),
  });
});
afterAll(async () => {
  await relay.close();
  anvil.stop();
});

const signature = () =>
  `0x${Array.from({ length: 64 }, () => random(256).toString(16).padStart(2, "0")).join("")}${oneOf(["1b", "1c", "00", "ff"])}`;
const address = () =>
  oneOf([
    dao.governor,
    dao.coin,
    voter.address,
    payer.address,
    `0x${"00".repeat(20)}`,
    `0x${"ff".repeat(20)}`,
  ]);
const number = () => oneOf(["0", "1", String(2n ** 256n - 1n), String(2n ** 40n), String(dao.proposalId)]);
const mutate = (body: Record<string, unknown>): Record<string, unknown> =>
  random(10) < 4 ? { ...body, [oneOf([...Object.keys(body), "more"])]: oneOf(strange) } : body;

describe("generated requests", () => {
  it.each([
    [
      "votes",
      () => ({
        ...{ governor: address(), proposalId: number(), support: random(4), voter: address() },
        ...{ signature: signature(), ...(random(2) ? { reason: oneOf(["x", "🎵", "'; drop table"]) } : {}) },
      }),
    ],
    [
      "delegations",
      () => ({
        ...{ coin: address(), delegator: address(), delegatee: address(), signature: signature() },
        ...{ nonce: number(), expiry: number() },
      }),
    ],
  ] as const)(
    "meet no failure of ours at POST /v1/sponsored/%s, and nothing is paid for",
    { timeout: 600_000 },
    async (what, valid) => {
      const seen: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        seen.push((await postJson(`${relay.url}/v1/sponsored/${what}`, mutate(valid()))).status);
      }
      expect(
        seen.filter((status) => status < 400 || status >= 500),
        `seed ${SEED}`,
      ).toEqual([]);
      // Some got past the shape of the body, to the chain.
      expect(seen.some((status) => status !== 400)).toBe(true);
      expect(await anvil.client.getTransactionCount({ address: payer.address })).toBe(0);
    },
  );
});

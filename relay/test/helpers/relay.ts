import { createHash, randomUUID } from "node:crypto";
import pg from "pg";
import { type Hex, hexToBigInt } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { inject } from "vitest";
import { uploadTicketTypedData } from "@audifi/contracts/typed-data";
import { buildApp, connectDependencies, type Dependencies } from "../../src/app.ts";
import { migrate } from "../../src/plugins/database.ts";
import { type Config, readConfig } from "../../src/plugins/env.ts";
import type { Pin, PinKind, Ticket, TicketResponse } from "../../src/protocol/pins.ts";
import { CHAIN_ID, type Environment, testEnvironment } from "./config.ts";
import { type FakeChain, startFakeChain } from "./fake-chain.ts";
import { type FakeKubo, startFakeKubo } from "./fake-kubo.ts";

export const RPC_SECRET = "rpc-secret-key-123456";
export const KUBO_PASSWORD = "kubo-secret-password";

/** Keys of nobody: 1, 2, 3 … */
export const testAccount = (number: number): PrivateKeyAccount =>
  privateKeyToAccount(`0x${number.toString(16).padStart(64, "0")}`);

export const sha256 = (bytes: Buffer): Hex => `0x${createHash("sha256").update(bytes).digest("hex")}`;

export const createDatabase = async (): Promise<string> => {
  const server = inject("postgresUrl");
  const name = `relay_${randomUUID().replaceAll("-", "")}`;
  const client = new pg.Client(`${server}/postgres`);
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return `${server}/${name}`;
};

export interface TestRelay {
  url: string;
  config: Config;
  database: Dependencies["database"];
  store: Dependencies["store"];
  kubo: FakeKubo;
  second: FakeKubo;
  chain: FakeChain;
  app: Awaited<ReturnType<typeof buildApp>>;
  logs: string[];
  environment: Record<string, string>;
  close(): Promise<void>;
}

/** A relay on a real port with a real database, over doubles of Kubo and a chain that speak their protocols. */
export const startRelay = async (overrides: Environment = {}): Promise<TestRelay> => {
  const [databaseUrl, kubo, second, chain] = await Promise.all([
    createDatabase(),
    startFakeKubo(),
    startFakeKubo(),
    startFakeChain(CHAIN_ID),
  ]);
  const environment = testEnvironment({
    AUDIFI_RPC_URL: `${chain.url}/v3/${RPC_SECRET}`,
    AUDIFI_DATABASE_URL: databaseUrl,
    AUDIFI_IPFS_RPC: kubo.url.replace("http://", `http://user:${KUBO_PASSWORD}@`),
    AUDIFI_RATE_LIMIT: "0",
    AUDIFI_LOG_LEVEL: "warn",
    ...overrides,
    ...(overrides.AUDIFI_IPFS_RPC_SECOND === "double" ? { AUDIFI_IPFS_RPC_SECOND: second.url } : {}),
  });
  const config = readConfig(environment);
  const logs: string[] = [];
  const dependencies = connectDependencies(config, { write: (line) => logs.push(line) });
  await migrate(dependencies.database);
  const app = await buildApp(config, dependencies);
  const url = await app.listen({ host: config.host, port: 0 });
  const close = async () => {
    // As the server does on a signal; a client may just have opened a connection for its next request.
    const cut = setTimeout(() => app.server.closeAllConnections(), 200);
    await app.close();
    clearTimeout(cut);
    await Promise.all([kubo.close(), second.close(), chain.close()]);
  };
  const { database, store } = dependencies;
  return { url, config, database, store, kubo, second, chain, app, logs, environment, close };
};

export const postJson = (url: string, body: unknown): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

export const requestTicket = async (
  relay: Pick<TestRelay, "url">,
  account: PrivateKeyAccount,
  kind: PinKind,
  file: Buffer,
): Promise<TicketResponse> => {
  const response = await postJson(`${relay.url}/v1/pins/tickets`, {
    account: account.address,
    kind,
    digest: sha256(file),
    size: file.length,
  });
  if (response.status !== 200) throw new Error(`no ticket: ${await response.text()}`);
  return (await response.json()) as TicketResponse;
};

export const signTicket = (account: PrivateKeyAccount, ticket: Ticket, chainId = CHAIN_ID): Promise<Hex> =>
  account.signTypedData(
    uploadTicketTypedData(chainId, {
      ...ticket,
      size: BigInt(ticket.size),
      deadline: BigInt(ticket.deadline),
    }),
  );

export const sendFile = (
  relay: Pick<TestRelay, "url">,
  ticket: Ticket,
  signature: Hex,
  file: Buffer,
): Promise<Response> =>
  fetch(`${relay.url}/v1/pins`, {
    method: "POST",
    headers: {
      "content-type": "application/octet-stream",
      "x-audifi-ticket": ticket.nonce,
      "x-audifi-signature": signature,
    },
    body: new Uint8Array(file),
  });

/** The whole way of a file: ticket, signature, upload. */
export const pinFile = async (
  relay: Pick<TestRelay, "url">,
  account: PrivateKeyAccount,
  kind: PinKind,
  file: Buffer,
): Promise<Response> => {
  const { ticket } = await requestTicket(relay, account, kind, file);
  return sendFile(relay, ticket, await signTicket(account, ticket), file);
};

export const expectPin = async (response: Response): Promise<Pin> => {
  if (response.status !== 200) throw new Error(`not pinned: ${await response.text()}`);
  return (await response.json()) as Pin;
};

export const errorCode = async (response: Response): Promise<string> => {
  const { error } = (await response.json()) as { error: { code: string } };
  return `${response.status} ${error.code}`;
};

const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The other signature that curve arithmetic accepts for the same message and key. */
export const withHighS = (signature: Hex): Hex => {
  const s = hexToBigInt(`0x${signature.slice(66, 130)}`);
  const v = signature.endsWith("1b") ? "1c" : "1b";
  return `0x${signature.slice(2, 66)}${(CURVE_ORDER - s).toString(16).padStart(64, "0")}${v}`;
};

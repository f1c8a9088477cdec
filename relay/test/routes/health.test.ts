import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Readiness } from "../../src/protocol/health.ts";
import * as media from "../helpers/media.ts";
import {
  pinFile,
  postJson,
  requestTicket,
  startRelay,
  testAccount,
  type TestRelay,
} from "../helpers/relay.ts";

let relay: TestRelay;

beforeAll(async () => {
  relay = await startRelay();
});
afterAll(() => relay.close());

/** Answers are remembered for a second. */
const readiness = () =>
  expect.poll(async () => {
    const response = await fetch(`${relay.url}/readyz`);
    return { status: response.status, ...((await response.json()) as Readiness) };
  });

describe("GET /healthz", () => {
  it("answers without asking anybody", async () => {
    const response = await fetch(`${relay.url}/healthz`);
    expect(await response.json()).toEqual({ status: "ok" });
  });
});

describe("GET /readyz", () => {
  it("is ready when everything answers", async () => {
    await readiness().toMatchObject({ status: 200, ready: true });
  });

  it("names a pinning service that is away, within its time", async () => {
    relay.kubo.mode = "down";
    const pinning = { ok: false, problem: "cannot be reached" };
    await readiness().toMatchObject({ status: 503, checks: { pinning, database: { ok: true } } });
    relay.kubo.mode = "up";
  });

  it("names a chain that is another one", async () => {
    relay.chain.chainId = 1;
    const chain = { ok: false, problem: "is another chain" };
    await readiness().toMatchObject({ status: 503, checks: { chain } });
    relay.chain.chainId = 31_337;
  });
});

describe("GET /metrics", () => {
  it("counts requests by route pattern and uploads by outcome", async () => {
    await pinFile(relay, testAccount(1), "audio", media.wav());
    await pinFile(relay, testAccount(1), "audio", media.png());
    const response = await fetch(`${relay.url}/metrics`);
    const text = await response.text();
    expect(response.headers.get("content-type")).toContain("text/plain");
    expect(text).toContain('audifi_relay_uploads_total{kind="audio",outcome="pinned"} 1');
    expect(text).toContain('outcome="pin.content_refused"} 1');
    expect(text).toContain('route="/v1/pins/tickets"');
    expect(text).toContain("audifi_relay_outbox_pending 0");
    expect(text).not.toMatch(/0x[0-9a-f]{40}/i);
  });
});

/** Reads Fastify's drawing of its route tree: four characters of indentation per level. */
const routesOf = (tree: string): string[] => {
  const parents: string[] = [];
  return tree.split("\n").flatMap((line) => {
    const [, indent = "", segment = "", methods] = /^([│├└─\s]*)(\S+)(?: \((.+)\))?$/.exec(line) ?? [];
    const depth = indent.length / 4;
    parents[depth] = (depth > 1 ? (parents[depth - 1] ?? "") : "") + segment;
    return (methods?.split(", ") ?? []).map((method) => `${method} ${parents[depth]}`);
  });
};

interface Operation {
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>;
}

describe("GET /openapi.json", () => {
  const load = async () => {
    const document = await (await fetch(`${relay.url}/openapi.json`)).json();
    return document as { openapi: string; paths: Record<string, Record<string, Operation>> };
  };

  it("describes every route", async () => {
    const { paths, openapi } = await load();
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace(/(.)\/$/, "$1")}`),
    );
    const routes = routesOf(relay.app.printRoutes({ commonPrefix: false }))
      .filter((route) => !/^(HEAD|OPTIONS) /.test(route))
      .map((route) => route.replace(/:(\w+)/g, "{$1}").replace(/(.)\/$/, "$1"));
    expect(openapi).toBe("3.1.0");
    expect(routes.length).toBeGreaterThanOrEqual(8);
    expect(described.sort()).toEqual([...new Set(routes)].sort());
  });

  it("describes what is answered", async () => {
    const { paths } = await load();
    const account = testAccount(2);
    const { ticket } = await requestTicket(relay, account, "audio", media.wav());
    const answers: [string, string, Response][] = [
      ["get", "/healthz", await fetch(`${relay.url}/healthz`)],
      ["get", "/readyz", await fetch(`${relay.url}/readyz`)],
      ["post", "/v1/pins", await pinFile(relay, account, "cover", media.png())],
      ["post", "/v1/pins", await pinFile(relay, account, "cover", media.wav())],
      ["post", "/v1/pins/tickets", await postJson(`${relay.url}/v1/pins/tickets`, "{")],
      ["post", "/v1/pins/tickets", await postJson(`${relay.url}/v1/pins/tickets`, { account: "0x" })],
      ["get", "/v1/pins/tickets/{nonce}", await fetch(`${relay.url}/v1/pins/tickets/${ticket.nonce}`)],
      ["get", "/v1/pins/tickets/{nonce}", await fetch(`${relay.url}/v1/pins/tickets/0x${"00".repeat(32)}`)],
      ["get", "/v1/pins/quota/{address}", await fetch(`${relay.url}/v1/pins/quota/${account.address}`)],
    ];
    for (const [method, path, response] of answers) {
      const responses = paths[path]?.[method]?.responses ?? {};
      const described = responses[String(response.status)] ?? responses[`${String(response.status)[0]}XX`];
      const schema = described?.content?.["application/json"]?.schema;
      expect(schema, `${method} ${path} ${response.status}`).toBeDefined();
      const checked = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
      const result = checked.safeParse(await response.json());
      expect(result.error, `${method} ${path} ${response.status}`).toBeUndefined();
    }
  });
});

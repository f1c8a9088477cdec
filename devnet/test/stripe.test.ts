import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { testUsdcAbi } from "@audifi/contracts/abi";
import { Stripe } from "stripe";
import { type Address, createPublicClient, createWalletClient, type Hex, http, parseEther } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { type Anvil, startAnvil } from "../../contracts/test/helpers/anvil.ts";
import { inRepository } from "../src/repository.ts";
import { listenStripe, type StripeServer } from "../src/stripe/server.ts";
import { Treasury } from "../src/stripe/treasury.ts";
import { waitFor } from "../src/wait.ts";
import { deployer } from "../src/wallets.ts";

const KEY = "sk_test_local_key";
const SECRET = "whsec_local_secret_of_webhooks";
const wallet: Address = "0x00000000000000000000000000000000000000f1";
const folder = mkdtempSync(join(tmpdir(), "audifi-stripe-"));
const heard: Stripe.Event[] = [];
let isRelayAway = false;
let anvil: Anvil;
let usdc: Address;
let relay: Server;
let server: StripeServer;
let stripe: Stripe;

async function deployUsdc(): Promise<Address> {
  const path = inRepository(
    "contracts",
    "artifacts",
    "contracts",
    "src",
    "local",
    "TestUSDC.sol",
    "TestUSDC.json",
  );
  const { bytecode } = JSON.parse(readFileSync(path, "utf8")) as { bytecode: Hex };
  const account = privateKeyToAccount(deployer.key);
  const client = createWalletClient({ account, transport: http(anvil.url) });
  const hash = await client.deployContract({ chain: null, abi: testUsdcAbi, bytecode });
  const reader = createPublicClient({ transport: http(anvil.url), pollingInterval: 50 });
  const { contractAddress } = await reader.waitForTransactionReceipt({ hash });
  if (!contractAddress) throw new Error("USDC was not deployed");
  return contractAddress;
}

/** Checks what it is told as the relay does. */
function listenForWebhooks(): Promise<Server> {
  const listening = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (isRelayAway) return response.writeHead(503).end();
      const signature = String(request.headers["stripe-signature"]);
      heard.push(stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, SECRET));
      return response.writeHead(204).end();
    });
  });
  return new Promise((resolve) => listening.listen(0, "127.0.0.1", () => resolve(listening)));
}

const startStandIn = () =>
  listenStripe({
    file: join(folder, "stripe.json"),
    port: 0,
    secretKey: KEY,
    webhookUrl: `http://127.0.0.1:${(relay.address() as AddressInfo).port}/`,
    webhookSecret: SECRET,
    treasury: new Treasury({ rpc: anvil.url, key: deployer.key, usdc: async () => usdc }),
  });
const connect = () => {
  const { hostname, port } = new URL(server.url);
  return new Stripe(KEY, { host: hostname, port, protocol: "http", telemetry: false });
};
const submit = (url: string, fields: Record<string, string>) =>
  fetch(url, { method: "POST", redirect: "manual", body: new URLSearchParams(fields) });
const heardOf = (type: string) => waitFor(type, async () => heard.find((event) => event.type === type));

before(async () => {
  anvil = await startAnvil();
  usdc = await deployUsdc();
  relay = await listenForWebhooks();
  server = await startStandIn();
  stripe = connect();
});
after(async () => {
  await server.close();
  relay.closeAllConnections();
  relay.close();
  anvil.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function openCheckout(): Promise<{ customer: string; url: string }> {
  const { id: customer } = await stripe.customers.create({ email: "ada@example.org" });
  const [price] = (await stripe.prices.list({ lookup_keys: ["audifi_supporter_monthly"] })).data;
  const { url } = await stripe.checkout.sessions.create({
    ...{ mode: "subscription", customer, line_items: [{ price: price?.id ?? "", quantity: 1 }] },
    ...{ success_url: "http://app/paid", cancel_url: "http://app/pricing" },
  });
  return { customer, url: url ?? "" };
}

describe("stand-in for Stripe", () => {
  it("answers nobody without its key", async () => {
    assert.equal((await fetch(`${server.url}/v1/prices`)).status, 401);
  });

  it("makes one customer of requests that are repeated", async () => {
    const create = () => stripe.customers.create({}, { idempotencyKey: "same" });
    assert.equal((await create()).id, (await create()).id);
  });

  it("takes a subscription through checkout, invoice and portal, and tells of each step", async () => {
    const { customer, url } = await openCheckout();
    assert.match(await (await fetch(url)).text(), /\$5\.00/);
    const declined = await submit(url, { card: "4000 0000 0000 0002" });
    assert.equal(declined.status, 402);
    assert.match(await declined.text(), /was declined/);
    const paid = await submit(url, { card: "4242 4242 4242 4242" });
    assert.equal(paid.headers.get("location"), "http://app/paid");
    const created = await heardOf("customer.subscription.created");
    const { id } = created.data.object as Stripe.Subscription;
    await heardOf("checkout.session.completed");
    assert.equal((await stripe.subscriptions.retrieve(id)).status, "active");
    assert.equal((await stripe.invoices.list({ customer })).data[0]?.total, 500);

    const portal = await stripe.billingPortal.sessions.create({
      customer,
      return_url: "http://app/settings",
    });
    assert.match(await (await fetch(portal.url)).text(), /Cancel at the end of the period/);
    await submit(portal.url, { subscription: id, do: "cancel" });
    await heardOf("customer.subscription.updated");
    assert.equal((await stripe.subscriptions.retrieve(id)).cancel_at_period_end, true);
    await submit(portal.url, { subscription: id, do: "end" });
    await heardOf("customer.subscription.deleted");
    assert.equal((await stripe.subscriptions.retrieve(id)).status, "canceled");
    await stripe.customers.del(customer);
    await assert.rejects(stripe.customers.del(customer), { code: "resource_missing" });
  });

  for (const [currency, amount] of [
    ["usdc", "12.5"],
    ["eth", "0.25"],
  ] as const) {
    it(`delivers ${currency} to the wallet of the session`, async () => {
      const session = (await stripe.rawRequest("POST", "/v1/crypto/onramp_sessions", {
        ...{ wallet_addresses: { ethereum: wallet }, destination_network: "ethereum" },
        ...{ destination_currency: currency, destination_amount: amount },
      })) as unknown as { id: string; redirect_url: string };
      assert.equal(
        (await submit(session.redirect_url, { card: "4242424242424242", amount: "-1" })).status,
        422,
      );
      assert.equal((await submit(session.redirect_url, { card: "4242424242424242", amount })).status, 303);
      assert.match(await (await fetch(session.redirect_url)).text(), /Delivered/);
      const reader = createPublicClient({ transport: http(anvil.url) });
      if (currency === "eth") assert.equal(await reader.getBalance({ address: wallet }), parseEther(amount));
      else {
        const call = { address: usdc, abi: testUsdcAbi, functionName: "balanceOf", args: [wallet] } as const;
        assert.equal(await reader.readContract(call), 12_500_000n);
      }
      await submit(session.redirect_url, { card: "4242424242424242", amount });
      await waitFor(
        "the last word",
        async () =>
          heard.some(({ data }) => {
            const { id, status } = data.object as { id?: string; status?: string };
            return id === session.id && status === "fulfillment_complete";
          }) || undefined,
      );
      assert.equal(
        await reader.getBalance({ address: wallet }),
        currency === "eth" ? parseEther(amount) : 0n,
      );
    });
  }

  it("shows what people typed as text", async () => {
    const { id: customer } = await stripe.customers.create({});
    const return_url = 'http://app/"><script>alert(1)</script>';
    const { url } = await stripe.billingPortal.sessions.create({ customer, return_url });
    assert.doesNotMatch(await (await fetch(url)).text(), /<script>/);
  });

  it("tells again what nobody acknowledged, also after a restart", async () => {
    isRelayAway = true;
    const { url } = await openCheckout();
    const known = new Set(heard.map(({ id }) => id));
    await submit(url, { card: "4242424242424242" });
    await server.close();
    isRelayAway = false;
    server = await startStandIn();
    stripe = connect();
    await waitFor("three events", async () => {
      const others = heard.map(({ id }) => id).filter((id) => !known.has(id));
      return new Set(others).size === 3 || undefined;
    });
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPerson } from "../../helpers/people.ts";
import * as ledger from "../../helpers/ledger.ts";
import { Listening } from "../../helpers/listening.ts";
import { APP_ORIGIN } from "../../helpers/config.ts";
import { errorCode, startRelay, type TestRelay } from "../../helpers/relay.ts";

let relay: TestRelay;
const open: Listening[] = [];

const start = async (environment: Record<string, string> = {}) => {
  const live = { AUDIFI_DEPLOYMENTS_DIR: ledger.writeDeployment(31_337), AUDIFI_LIVE_POLL_MS: "50" };
  relay = await startRelay({ ...live, ...environment });
};
const listen = async (query = "", headers: Record<string, string> = {}): Promise<Listening> => {
  const listening = await Listening.open(`${relay.url}/v1/live${query}`, headers);
  open.push(listening);
  return listening;
};
/** Listens, and knows the head. */
const listenFromHead = async (query = ""): Promise<Listening> => {
  const listening = await listen(query);
  await expect.poll(() => listening.of("block").at(-1)?.number).toBe(relay.chain.ledger.head.number);
  return listening;
};

beforeEach(() => start());
afterEach(async () => {
  for (const listening of open.splice(0)) listening.close();
  await relay.close();
});

describe("GET /v1/live", () => {
  it("begins with the head and goes on with each block and its effects, in their order", async () => {
    const listening = await listenFromHead();
    expect(listening.response.headers.get("content-type")).toContain("text/event-stream");
    relay.chain.ledger.mine([
      ledger.mintLog(1n, "buy"),
      ledger.mintLog(2n, "buy"),
      ledger.depositLog(500n, "pay"),
      ledger.swapLog(-30n, 60n, "swap"),
    ]);
    await expect.poll(() => listening.events.length).toBe(5);
    expect(listening.events.slice(1)).toMatchObject([
      { type: "block", number: 1 },
      { type: "purchase", master: ledger.master, buyer: ledger.buyer, count: 2, firstId: 1, block: 1 },
      { type: "deposit", master: ledger.master, amount: "500", transaction: ledger.txHash("pay") },
      { type: "price", coin: ledger.coin, coinAmount: "-30", nativeAmount: "60" },
    ]);
  });

  it("believes masters of the registry only, and takes no gift to the artist for a purchase", async () => {
    const listening = await listenFromHead();
    const stranger = "0x00000000000000000000000000000000000000bb";
    relay.chain.ledger.mine([
      ledger.mintLog(1n, "fake", ledger.buyer, stranger),
      ledger.depositLog(1n, "fake", ledger.master, stranger),
      ledger.mintLog(7n, "own"),
      ledger.ownMintLog("own"),
      ledger.swapLog(0n, 0n, "nothing"),
    ]);
    relay.chain.ledger.mine([ledger.mintLog(8n, "real")]);
    await expect.poll(() => listening.of("purchase").length).toBe(1);
    expect(listening.events.filter(({ type }) => type !== "block")).toMatchObject([{ firstId: 8 }]);
  });

  it("tells of the masters and coins that were asked for, and of all blocks", async () => {
    const listening = await listenFromHead(`?about=${ledger.coin}`);
    relay.chain.ledger.mine([ledger.depositLog(5n, "pay"), ledger.swapLog(1n, -2n, "swap")]);
    await expect.poll(() => listening.of("price").length).toBe(1);
    expect(listening.of("deposit")).toEqual([]);
    expect(listening.of("block").length).toBe(2);
  });

  it("goes on after the last event that arrived", async () => {
    const first = await listenFromHead();
    relay.chain.ledger.mine([ledger.depositLog(1n, "a"), ledger.depositLog(2n, "b")]);
    await expect.poll(() => first.of("deposit").length).toBe(2);
    first.close();
    const afterFirstDeposit = first.heard.find(({ event }) => event.type === "deposit")?.id ?? "";
    relay.chain.ledger.mine([ledger.depositLog(3n, "c")]);
    const second = await listen("", { "last-event-id": afterFirstDeposit });
    await expect.poll(() => second.of("deposit").map(({ amount }) => amount)).toEqual(["2", "3"]);
    expect(second.of("reset")).toEqual([]);
  });

  it.each(["1.0000000000000000.0", "999.aaaaaaaaaaaaaaaa.0", "nonsense", "-1..", "9".repeat(150)])(
    "says that everything has to be loaded again after an id it does not know: %s",
    async (id) => {
      await listenFromHead();
      const listening = await listen("", { "last-event-id": id });
      await expect.poll(() => listening.events[1]?.type).toBe("block");
      expect(listening.events[0]).toEqual({ type: "reset" });
    },
  );

  it.each([1, 5, 50])("tells that %i blocks were replaced, and what replaced them", async (depth) => {
    const listening = await listenFromHead();
    for (let count = 0; count < depth; count += 1) relay.chain.ledger.mine([ledger.depositLog(1n, "old")]);
    await expect.poll(() => listening.of("deposit").length).toBe(depth);
    const orphan = listening.lastId;
    relay.chain.ledger.rewind(depth);
    relay.chain.ledger.mine([ledger.depositLog(9n, "new")]);
    await expect.poll(() => listening.of("deposit").at(-1)?.amount).toBe("9");
    expect(listening.of("reorg")).toEqual([{ type: "reorg", from: 1 }]);
    expect(listening.of("block").at(-1)?.hash).toBe(relay.chain.ledger.head.hash);

    const late = await listen("", { "last-event-id": orphan });
    await expect.poll(() => late.events[0]?.type).toBe("reset");
  });

  it("tells where a transaction stands, until it has confirmations, and after a reorganisation", async () => {
    const hash = ledger.txHash("mine");
    const listening = await listenFromHead(`?transactions=${hash},${ledger.txHash("reverted")}`);
    const mine = () => listening.of("transaction").filter((event) => event.hash === hash);
    await expect.poll(() => mine().at(-1)?.status).toBe("pending");
    relay.chain.ledger.mine([], ["mine", "reverted"]);
    await expect.poll(() => mine().at(-1)).toMatchObject({ status: "included", block: 1, confirmations: 1 });
    relay.chain.ledger.mine();
    await expect.poll(() => mine().at(-1)?.confirmations).toBe(2);
    await expect
      .poll(() => listening.of("transaction").find(({ status }) => status === "failed"))
      .toBeDefined();
    relay.chain.ledger.rewind(2);
    relay.chain.ledger.mine();
    await expect.poll(() => mine().at(-1)?.status).toBe("pending");
  });

  it("recovers when the chain was away", async () => {
    const listening = await listenFromHead();
    relay.chain.isDown = true;
    relay.chain.ledger.mine([ledger.depositLog(4n, "meanwhile")]);
    await expect.poll(() => relay.logs.join("")).toContain("the chain cannot be followed");
    relay.chain.isDown = false;
    await expect.poll(() => listening.of("deposit").length).toBe(1);
  });

  it("allows a caller so many streams, and more when some have ended", async () => {
    await relay.close();
    await start({ AUDIFI_LIVE_PER_CALLER: "2" });
    const [first] = [await listen(), await listen()];
    const refused = await fetch(`${relay.url}/v1/live`);
    expect(refused.headers.get("retry-after")).toBe("10");
    expect(await errorCode(refused)).toBe("429 live.too_many");
    first.close();
    await expect
      .poll(async () => {
        const again = await listen();
        return again.response.status;
      })
      .toBe(200);
  });

  it("has a limit for all callers together", async () => {
    await relay.close();
    await start({ AUDIFI_LIVE_MOST: "1" });
    await listen();
    expect(await errorCode(await fetch(`${relay.url}/v1/live`))).toBe("503 live.full");
  });

  it.each(["?about=0x12", "?about=", "?transactions=0x00", `?about=${`${ledger.coin},`.repeat(60)}`])(
    "refuses what it does not understand: %s",
    async (query) => {
      expect(await errorCode(await fetch(`${relay.url}/v1/live${query}`))).toBe("400 request.invalid");
    },
  );

  it("lets the app's pages read it, with their cookies", async () => {
    const { response } = await listen("", { origin: APP_ORIGIN });
    expect(response.headers.get("access-control-allow-origin")).toBe(APP_ORIGIN);
    expect(response.headers.get("access-control-allow-credentials")).toBe("true");
    const foreign = await listen("", { origin: "https://elsewhere.example" });
    expect(foreign.response.headers.get("access-control-allow-origin")).not.toBe("https://elsewhere.example");
  });

  it("ends every stream when the relay stops", async () => {
    const listening = await listenFromHead();
    await relay.app.close();
    await listening.ended;
    expect(listening.events.length).toBeGreaterThan(0);
  });
});

describe("POST /v1/live/tickets", () => {
  it("gives tickets to those who are signed in", async () => {
    const { browser } = await createPerson(relay);
    const answer = await browser.post("/v1/live/tickets", { purpose: "studio" });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      ticket: expect.stringMatching(/^[\w-]{32}$/),
      expiresIn: 30,
    });
    const stranger = await fetch(`${relay.url}/v1/live/tickets`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ purpose: "studio" }),
    });
    expect(await errorCode(stranger)).toBe("401 auth.required");
  });
});

import type { Browser, Locator, Page } from "@playwright/test";

interface Stack {
  readonly app: string;
  readonly graphql: string;
  readonly rpc: string;
  readonly wallets: readonly { name: string; role: string; address: string }[];
}

const CLICKS = 7;
const PURCHASES = 20;
const PATIENCE_MS = 30_000;
const SETTLING_MS = 1_500;

const row = (name: string, ms: number, target: number) => ({
  ...{ area: "app", name, value: Math.round(ms), unit: "ms", peer: null, peerValue: null, target },
});

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Notes when sound comes out of the page, and when it was asked for. Runs before the page's own scripts. */
function observeClicks(): void {
  const seen = { clicked: 0, playing: 0, dialog: 0 };
  Object.assign(globalThis, { audifiClicks: seen });
  const options = { capture: true };
  addEventListener("pointerdown", () => (seen.clicked = performance.now()), options);
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    this.addEventListener("playing", () => (seen.playing ||= performance.now()), { once: true });
    return play.call(this);
  };
  const findDialog = () => {
    const dialog = document.querySelector('[role="dialog"], dialog[open]');
    if (dialog !== null && dialog.querySelectorAll("button").length > 1) seen.dialog ||= performance.now();
    requestAnimationFrame(findDialog);
  };
  requestAnimationFrame(findDialog);
}

/** How long after the click something was there, in a fresh browser with an empty cache. */
async function timeClick(
  browser: Browser,
  url: string,
  target: (page: Page) => Locator,
  moment: "playing" | "dialog",
): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(observeClicks);
    await page.goto(url, { waitUntil: "load" });
    // The page follows the chain: its network is not idle for long.
    await page.waitForTimeout(SETTLING_MS);
    await target(page).click();
    const read = (key: string) =>
      (globalThis as unknown as { audifiClicks: Record<string, number> }).audifiClicks[key] ?? 0;
    await page.waitForFunction(
      (key) =>
        ((globalThis as unknown as { audifiClicks: Record<string, number> }).audifiClicks[key] ?? 0) > 0,
      moment,
      { timeout: PATIENCE_MS },
    );
    return (await page.evaluate(read, moment)) - (await page.evaluate(read, "clicked"));
  } finally {
    await context.close();
  }
}

async function ask<T>(url: string, body: object): Promise<T> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await response.json()) as T;
}

/** The number of the open master of the catalogue with the most shares left to buy with the native coin. */
async function findOpenMaster({ graphql }: Stack): Promise<string> {
  interface Found {
    number: string;
    publicShares: number;
    sold: number;
  }
  const now = Math.floor(Date.now() / 1_000);
  const query = `{ masters(first: 100, where: { start_lt: ${now}, end_gt: ${now + 3_600}, closedAt: null,
    isHidden: false, currency: "0x0000000000000000000000000000000000000000" }) { number publicShares sold } }`;
  const { masters } = (await ask<{ data: { masters: Found[] } }>(graphql, { query })).data;
  const left = ({ publicShares, sold }: Found): number => publicShares - sold;
  const [best] = masters.toSorted((one, other) => left(other) - left(one));
  if (best === undefined) throw new Error("the catalogue has no open master in the native coin");
  return best.number;
}

async function nonceOf({ rpc }: Stack, address: string): Promise<number> {
  const call = { jsonrpc: "2.0", id: 1, method: "eth_getTransactionCount", params: [address, "latest"] };
  return Number((await ask<{ result: string }>(rpc, call)).result);
}

/** Notes when the page says that a transaction is done, in the frame that shows it: asking from outside is late. */
function observeDone(): void {
  const seen: number[] = [];
  Object.assign(globalThis, { audifiDone: seen });
  let wasDone = false;
  const look = () => {
    const isDone = document.querySelector('[data-stage="done"]') !== null;
    if (isDone && !wasDone) seen.push(performance.timeOrigin + performance.now());
    wasDone = isDone;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** From the block that holds a purchase until the page says that its figures include it. */
async function timePurchases(browser: Browser, stack: Stack): Promise<number[]> {
  const buyer = stack.wallets.find(({ role }) => role === "fan");
  if (buyer === undefined) throw new Error("endpoints.json names no fan");
  const context = await browser.newContext();
  const times: number[] = [];
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.addInitScript(observeDone);
    await page.goto(`${stack.app}/masters/${await findOpenMaster(stack)}`, { waitUntil: "load" });
    await page.waitForTimeout(SETTLING_MS);
    await page.getByRole("banner").getByRole("button", { name: "Connect" }).click();
    const wallet = `Demo: ${buyer.name} (${buyer.role})`;
    await page.getByRole("dialog").getByRole("button", { name: wallet, exact: true }).click();
    const panel = page.getByRole("region", { name: "Buy shares" });
    const done = page.locator('[data-stage="done"]');
    for (let i = 0; i < PURCHASES; ++i) {
      await panel.getByLabel("How many").fill("1");
      await panel.getByRole("button", { name: "Review purchase" }).click();
      const nonce = await nonceOf(stack, buyer.address);
      await page
        .getByRole("dialog")
        .getByRole("button", { name: /^Buy for/ })
        .click();
      while ((await nonceOf(stack, buyer.address)) === nonce) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      const mined = performance.timeOrigin + performance.now();
      await done.first().waitFor();
      const seen = await page.evaluate(
        () => (globalThis as unknown as { audifiDone: number[] }).audifiDone.at(-1) ?? Number.NaN,
      );
      times.push(seen - mined);
      await done.getByRole("button", { name: /^Dismiss/ }).click();
      await done.waitFor({ state: "detached" });
    }
    return times;
  } finally {
    await context.close();
  }
}

/** What a person waits for after a click, without slowing anything down. */
export async function measureInteractions(browser: Browser, stack: Stack) {
  const wallet = (page: Page) => page.getByRole("banner").getByRole("button", { name: "Connect" });
  const player = (page: Page) => page.getByRole("button", { name: /^Play / }).first();
  const repeat = async (url: string, target: (page: Page) => Locator, moment: "playing" | "dialog") => {
    const times: number[] = [];
    for (let i = 0; i < CLICKS; ++i) times.push(await timeClick(browser, url, target, moment));
    return quantile(times, 0.5);
  };
  const dialog = await repeat(`${stack.app}/`, wallet, "dialog");
  const sound = await repeat(`${stack.app}/`, player, "playing");
  const purchases = await timePurchases(browser, stack);
  return [
    row("Wallet dialog open after the click", dialog, 400),
    row("Sound after the click on a cover", sound, 300),
    row("Own purchase in the page's figures after its block, p50", quantile(purchases, 0.5), 1_500),
    row("Own purchase in the page's figures after its block, p95", quantile(purchases, 0.95), 1_500),
  ];
}

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";

import { prepareMasters } from "../support/offerings.ts";
import { expect, test } from "../support/person.ts";
import { alive, renewedBy } from "../support/renewed.ts";
import { askSubgraph, endpoints } from "../support/stack.ts";
import { expectAccessible } from "../support/watch.ts";

const ON_A_PAGE = 12;

test("a listener searches, filters and sorts, and hears a recording where it stands", async ({ arrive }) => {
  const { page } = await arrive("Listener");
  await page.goto("/masters");
  const cards = page.getByRole("region", { name: "Results" }).getByRole("article");
  const count = page.getByRole("status").filter({ hasText: /\d master/ });
  const search = page.getByRole("searchbox", { name: "Search masters" });

  await search.fill("halden ferry");
  await search.press("Enter");
  await expect(count).toHaveText("1 master for “halden ferry”");
  await expect(cards.getByRole("heading", { name: "Night Ferry" })).toBeVisible();
  await expectAccessible(page);

  await cards.getByRole("button", { name: "Play Night Ferry by Halden Pier" }).click();
  await expect(cards.getByRole("button", { name: "Pause Night Ferry by Halden Pier" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Player" })).toContainText("Night Ferry");
  await expect(page).toHaveURL(/\/masters\?q=halden\+ferry/);

  await search.fill("zzyzx nowhere");
  await search.press("Enter");
  await expect(page.getByRole("heading", { name: "Nothing found" })).toBeVisible();
  await page.goBack();
  await expect(count).toHaveText("1 master for “halden ferry”");
  await expect(search).toHaveValue("halden ferry");

  await page.getByRole("link", { name: "Show all masters" }).click();
  await expect(page).toHaveURL(/\/masters$/);
  await expect(search).toHaveValue("");
  await page.getByText("Filters", { exact: true }).click();
  await page.getByLabel("Currency").selectOption("USDC");
  await expect(page).toHaveURL(/currency=USDC/);
  await expect(cards.first()).toContainText("USDC");
  await expect(cards.filter({ hasNotText: "USDC" })).toHaveCount(0);

  await page.getByRole("link", { name: "Sold out", exact: true }).click();
  await expect(page).toHaveURL(/state=sold-out/);
  await expect(cards.filter({ hasNotText: "Sold out" })).toHaveCount(0);

  await page.goto("/masters?min=cheap&sort=dearest");
  await expect(page.getByText("“cheap” is not a price in ETH")).toBeVisible();
  await expect(cards.first()).toBeVisible();
});

test("what somebody types stays while the page is read anew", async ({ arrive }) => {
  for (const [path, label] of [
    ["/masters?q=ferry", "Search masters"],
    ["/artists?q=halden", "Search artists"],
  ] as const) {
    const typist = await arrive("Typist");
    await typist.visit(path);
    await alive(typist.page);
    const search = typist.page.getByRole("searchbox", { name: label });
    await search.fill("half a na");
    await renewedBy(typist.page, () => typist.connect());
    await expect(search).toHaveValue("half a na");
  }
});

test("a list of many goes on page by page, and back, without a script too", async ({ browser }) => {
  const word = `Reel${Date.now().toString(36)}`;
  const titles = Array.from({ length: ON_A_PAGE + 1 }, (_, index) => `${word} No. ${index + 1}`);
  await prepareMasters(titles, { endsIn: 90 * 86_400 });
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ baseURL: endpoints.app, javaScriptEnabled });
    const page = await context.newPage();
    const cards = page.getByRole("article").filter({ hasText: word });
    await page.goto(`/masters?q=${word}&sort=oldest`);
    await expect(cards).toHaveCount(ON_A_PAGE);
    await expect(page.getByText(`${ON_A_PAGE + 1} masters`)).toBeVisible();
    await page.getByRole("link", { name: "Next page" }).click();
    await expect(cards).toHaveCount(1);
    await expect(cards).toContainText(titles.at(-1) ?? "");
    await page.goBack();
    await expect(cards).toHaveCount(ON_A_PAGE);
    await page.getByRole("searchbox", { name: "Search masters" }).fill(`${word} 7`);
    await page.getByRole("button", { name: "Search" }).click();
    await expect(cards).toHaveCount(1);
    await expect(cards).toContainText(titles[6] ?? "");
    await context.close();
  }
});

test("a link unfolds with a picture from where the app is", async ({ request }) => {
  const picture = `${endpoints.app}/og/landing.png`;
  const landing = await request.get(endpoints.app);
  expect(await landing.text()).toContain(`property="og:image" content="${picture}"`);
  expect((await request.get(picture)).headers()["content-type"]).toBe("image/png");
});

test("a developer runs queries, is told what is wrong, and reads the schema", async ({ arrive }) => {
  const developer = await arrive("Developer");
  const { page } = developer;
  await developer.visit("/developers");
  const result = page.getByRole("region", { name: "Result" });
  const examples = page.getByRole("group", { name: "Examples" }).getByRole("button");
  const first = examples.first();
  await expect(async () => {
    await first.click({ timeout: 1_000 });
    await expect(result.getByLabel("Data")).toContainText('"title"', { timeout: 5_000 });
  }).toPass();
  for (const example of await examples.all()) {
    await example.click();
    await expect(example).toHaveAttribute("aria-pressed", "true");
    await expect(result).toContainText(/answered in \d+ ms/);
    await expect(result.getByLabel("Data")).not.toContainText(/^\{\s*"\w+": \[\]\s*\}$/);
  }

  await page.getByLabel("Query", { exact: true }).fill("{ masters { nonsense } }");
  await page.getByRole("button", { name: "Run the query" }).click();
  await expect(result).toContainText("has no field `nonsense`");
  await page.getByLabel("Variables (JSON)").fill("{ not json");
  await page.getByRole("button", { name: "Run the query" }).click();
  await expect(page.getByText("The variables are not valid JSON")).toBeVisible();

  await page.getByText("Browse all types and their descriptions").click();
  await page.getByRole("searchbox", { name: "Search the schema" }).fill("walletcap");
  await expect(page.getByRole("region", { name: "Type Master" })).toContainText(
    "Most shares one account may buy",
  );
  await expectAccessible(page);

  const abi = await page.request.get("/developers/abi/DividendVault.json");
  expect((await abi.json()) as unknown[]).toContainEqual(expect.objectContaining({ name: "claim" }));

  const record = await page.request.get("/developers/deployment.json");
  const { contracts } = (await record.json()) as { contracts: Record<string, unknown> };
  const table = page.getByRole("table", { name: "Contracts, their addresses and ABIs" });
  for (const name of Object.keys(contracts)) {
    await expect(table.getByRole("row", { name })).toBeVisible();
    expect((await page.request.get(`/developers/abi/${name}.json`)).status()).toBe(200);
  }

  const program = await page.getByLabel("Paging by id").innerText();
  const master = /master = "(0x[0-9a-f]{40})"/.exec(program)?.[1] ?? "";
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program]);
  const asked = `{ master(id: "${master}") { holderCount } }`;
  const counted = await askSubgraph<{ master: { holderCount: number } }>(asked);
  expect(stdout).toBe(`${counted.master.holderCount} holders\n`);
});

/** Scripts of the page arrive when the returned function is called. */
async function holdScripts(page: Page): Promise<() => void> {
  let isHeld = true;
  const held: (() => void)[] = [];
  await page.route("**/*", async (route) => {
    if (isHeld && route.request().resourceType() === "script")
      await new Promise<void>((resolve) => held.push(resolve));
    await route.continue().catch(() => undefined);
  });
  return () => {
    isHeld = false;
    for (const release of held) release();
  };
}

test("what is typed before the page's script arrives is kept", async ({ arrive }) => {
  const { page } = await arrive("Fast typist");
  const release = await holdScripts(page);
  await page.goto("/masters", { waitUntil: "commit" });
  const search = page.getByRole("searchbox", { name: "Search masters" });
  await search.fill("halden ferry");
  release();
  // The order of the list changes without the button only when the script is there.
  await page.waitForLoadState("load");
  await page.getByRole("combobox", { name: "Order" }).selectOption({ index: 1 });
  await expect(page).toHaveURL(/[?&]q=halden\+ferry/);
  await expect(search).toHaveValue("halden ferry");
});

test("what is far down is laid out once the page stands, and a reload stays where one was", async ({
  arrive,
}) => {
  const { page } = await arrive("Listener");
  const revenue = page.getByRole("heading", { name: "What it has earned" });
  const document = page.locator("html");
  const release = await holdScripts(page);
  await page.goto("/masters/1", { waitUntil: "commit" });
  await expect(page.locator(".arriving .below").and(page.locator("footer"))).toHaveCount(1);
  release();
  await expect(document).not.toHaveClass(/arriving/);
  await expect(page.locator(".below")).toHaveCount(0);
  await revenue.evaluate((heading) => heading.scrollIntoView({ block: "center" }));
  const before = await page.evaluate(() => scrollY);
  await page.reload();
  await expect(revenue).toBeInViewport();
  await expect.poll(async () => Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(50);
  await page.goto("/masters/1#revenue");
  await expect(revenue).toBeInViewport();
});

test("what is chosen and pressed before the page's script arrives is done when it does", async ({
  arrive,
}) => {
  const { page } = await arrive("Impatient fan");
  await page.goto("/masters?q=slow+weather");
  const master = await page.getByRole("link", { name: "Slow Weather" }).first().getAttribute("href");
  const release = await holdScripts(page);
  await page.goto(master!, { waitUntil: "commit" });
  const count = page.getByRole("spinbutton", { name: "How many" });
  await count.fill("3");
  await page.getByLabel("For", { exact: true }).selectOption({ label: "7 days" });
  await page.getByRole("button", { name: "Connect to buy" }).click({ noWaitAfter: true });
  release();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(new URL(page.url()).search).toBe("");
  await expect(count).toHaveValue("3");
  await expect(page.getByText(/You pay, 3 ×/)).toBeVisible();
  await expect(page.getByLabel("For", { exact: true })).toHaveValue("7");
});

test("links come with a picture, and pressing Connect too early is not lost", async ({ arrive }) => {
  const { page } = await arrive("Early bird");
  const release = await holdScripts(page);
  await page.goto("/artists/1", { waitUntil: "commit" });
  await page.getByRole("banner").getByRole("button", { name: "Connect" }).click({ noWaitAfter: true });
  await page.waitForURL(/\?connect=1/, { waitUntil: "commit" });
  release();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page).toHaveURL(/\/artists\/1$/);

  const tag = (name: string) => page.locator(`meta[property="og:${name}"]`).getAttribute("content");
  expect(await tag("url")).toBe(`${endpoints.app}/artists/1`);
  expect(await tag("image")).toBe(`${endpoints.app}/og/artists/1.png`);
  for (const path of ["landing", "artists/1", "masters/1", "coins/1", "studio/1"]) {
    const picture = await page.request.get(`/og/${path}.png`);
    expect(picture.headers()["content-type"]).toBe("image/png");
    const bytes = await picture.body();
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  }
});

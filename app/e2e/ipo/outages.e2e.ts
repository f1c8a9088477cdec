import { BrokenLine } from "../support/broken-line.ts";
import { serveApp } from "../support/own-app.ts";
import { expect, test } from "../support/person.ts";
import { endpoints } from "../support/stack.ts";

const HOUR = 3600;

/** The answer as a subgraph gives it that stands an hour and many blocks before the chain. */
function anHourAgo(answer: string): string {
  const parsed = JSON.parse(answer) as {
    data?: { _meta?: { block: { number: number; timestamp: number } } };
  };
  const block = parsed.data?._meta?.block;
  if (block) Object.assign(block, { number: block.number - 100, timestamp: block.timestamp - HOUR });
  return JSON.stringify(parsed);
}

test("pages say what is away or behind, and keep what they showed", async ({ arrive }) => {
  const [subgraph, node] = [new BrokenLine(endpoints.graphql), new BrokenLine(endpoints.rpc)];
  const app = await serveApp({
    ...{ AUDIFI_GRAPHQL_URL: await subgraph.open(), AUDIFI_RPC_URL: await node.open() },
    ...{ AUDIFI_CHAIN_ID: String(endpoints.chainId), AUDIFI_DEPLOYMENTS_DIR: endpoints.deployments },
    AUDIFI_IPFS_GATEWAY: endpoints.ipfs,
  });
  try {
    const reader = await arrive("Reader", { baseURL: app.url });
    const { page, watch } = reader;
    for (const pattern of [/request to a stranger/, /Failed to load resource.*50\d/]) watch.allow(pattern);
    const notice = page.locator("div[role=status]").first();
    /** Coming back to the tab looks at once; two looks in a row make a notice. */
    const look = () => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    const expectNotice = (words: string) =>
      expect(async () => {
        await look();
        await expect(notice).toContainText(words, { timeout: 1_000 });
      }).toPass();

    await page.goto("/masters");
    const cards = page.getByRole("region", { name: "Results" }).getByRole("article");
    await expect(cards.first()).toBeVisible();

    subgraph.change = anHourAgo;
    await expectNotice("The figures are 1 hour old.");
    subgraph.change = (answer) => answer;

    node.isCut = true;
    await expectNotice("The network's node does not answer.");
    await page.goto("/masters/1");
    await expect(page.getByRole("heading", { level: 1, name: "Night Ferry" })).toBeVisible();
    node.isCut = false;

    await page.goto("/masters");
    subgraph.isCut = true;
    await expectNotice("The index of the chain does not answer.");
    await expect(cards.first()).toBeVisible();
    await page.goto("/masters");
    await expect(page.getByRole("main")).toContainText("The index of the chain does not answer right now.");
    subgraph.isCut = false;
    await page.reload();
    await expect(cards.first()).toBeVisible();
    await page.context().close();
  } finally {
    app.stop();
    for (const line of [subgraph, node]) line.close();
  }
});

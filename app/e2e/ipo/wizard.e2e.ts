import { masterRegistryAbi, masterSharesAbi } from "@audifi/contracts/abi";
import { presaleTree } from "../../src/lib/chain/presale.ts";
import { chooseFiles, fillTerms, goOn, register } from "../support/artist.ts";
import { ether } from "../support/figures.ts";
import { makeCover, makeWav } from "../support/media.ts";
import { expect, type Person, test } from "../support/person.ts";
import { addresses, askSubgraph, client, endpoints, fundedAccount, inDays } from "../support/stack.ts";

const TITLE = "Written In Two Sittings";

async function expectSaved({ page }: Person): Promise<void> {
  await expect(page.locator("[data-saved=saved]")).toBeVisible();
}

/** A time of the chain in so many days, as a person types it, and in seconds. */
test("a launch with a presale goes on after reloads in the middle of the form and of the upload", async ({
  arrive,
}) => {
  test.slow();
  const artist = await arrive("Artist");
  // The connection is cut on purpose.
  artist.watch.allow(/Failed to load resource: net::ERR_FAILED/);
  const { page } = artist;
  const listed = await Promise.all([fundedAccount(), fundedAccount()]);
  await page.goto("/artist");
  await artist.connect();
  await register(artist, "Patient Artist");
  await artist.visit("/launch");

  await test.step("the connection breaks after the first part, and the page is loaded again", async () => {
    await chooseFiles(artist, { audio: makeWav(6), cover: await makeCover("#20303a", "#d8b25c") });
    await expect(page.getByText("LUFS")).toBeVisible();
    let parts = 0;
    await page.route("**/v1/pins/uploads/0x*", (route) => {
      if (route.request().method() === "PATCH") parts += 1;
      return parts > 1 ? route.abort() : route.continue();
    });
    await page.getByRole("button", { name: "Upload now with recording" }).click();
    await expect(page.getByText("The connection broke.")).toBeVisible();
    await expectSaved(artist);
    await page.unroute("**/v1/pins/uploads/0x*");
    await page.reload();
    await artist.expectConnected();
    const recording = page.locator("[data-upload]").filter({ hasText: "Recording" });
    await expect(recording).toHaveAttribute("data-upload", "done");
    await expect(recording).toContainText("bafy");
    expect(artist.wallet.asked).toEqual(["eth_sendTransaction", "eth_signTypedData_v4"]);
  });

  const opening = await inDays(9);
  const presale = await inDays(4);
  await test.step("the form is loaded again half-way", async () => {
    await goOn(artist, "Story");
    await page.getByLabel("Title", { exact: true }).fill(TITLE);
    await page.getByLabel("Credits").fill("Ada Lindqvist — voice");
    await goOn(artist, "Terms");
    await fillTerms(artist, { money: ether, price: "0.02", totalShares: 200, publicShares: 150 });
    await expect(page.getByRole("complementary")).toContainText("2.925 ETH");
    await page.getByLabel("A presale for people on a list").check();
    await page.getByLabel("Opening (UTC)").fill(opening.typed);
    await page.getByLabel("Presale begins", { exact: true }).selectOption("Later");
    await page.getByLabel("Presale begins (UTC)").fill(presale.typed);
    const csv = listed.map(({ address }, index) => `"${address}",${index + 2}`).join("\r\n");
    await page.getByLabel("Presale list").fill(`Wallet,Max\n${csv}`);
    await expect(page.getByText("2 accounts, 5 shares at most.")).toBeVisible();
    await expect(page.locator("[data-presale=computed]")).toBeVisible();
    await expectSaved(artist);
    await page.reload();
    await expect(page.getByLabel("Presale list")).toHaveValue(/^Wallet,Max/);
    await expect(page.getByLabel("Opening (UTC)")).toHaveValue(opening.typed);
  });

  await test.step("a second tab is told, and drafts are listed and deleted", async () => {
    const second = await page.context().newPage();
    await second.goto(page.url());
    await expect(second.getByText("This draft is open in another tab")).toBeVisible();
    await second.goto("/launch");
    await expect(second.getByRole("listitem").filter({ hasText: TITLE })).toContainText("recording uploaded");
    await second.getByRole("button", { name: "Begin a new one" }).click();
    await second.getByRole("link", { name: "Story" }).click();
    await second.getByLabel("Title", { exact: true }).fill("Thought Better Of");
    await expect(second.locator("[data-saved=saved]")).toBeVisible();
    await second.getByRole("link", { name: "All drafts" }).click();
    await second.getByRole("button", { name: "Delete Thought Better Of" }).click();
    await second.getByRole("button", { name: "Delete the draft" }).click();
    await expect(second.getByText("Thought Better Of")).toHaveCount(0);
    await expect(second.getByRole("listitem").filter({ hasText: TITLE })).toBeVisible();
    await second.close();
  });

  await test.step("it is launched with everything that was entered", async () => {
    await artist.expectConnected();
    await goOn(artist, "Review");
    await expect(page.getByText("A presale for 2 accounts begins")).toBeVisible();
    await page.getByRole("button", { name: "Upload and launch" }).click();
    await artist.expectDone(`Launching ${TITLE}`);
    await expect(page.getByRole("heading", { name: `${TITLE} is public` })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { name: `${TITLE} is public` })).toBeVisible();
    // Cover, metadata and list; the recording's permission was given before the first reload.
    expect(artist.wallet.asked.filter((method) => method === "eth_signTypedData_v4")).toHaveLength(4);
  });

  await test.step("the chain and IPFS hold the presale", async () => {
    const link = page.getByRole("link", { name: "Open its page" });
    const number = Number((await link.getAttribute("href"))?.split("/").at(-1));
    const shares = await client.readContract({
      ...{ address: addresses.registry, abi: masterRegistryAbi, functionName: "masterShares" },
      args: [BigInt(number)],
    });
    const offering = await client.readContract({
      ...{ address: shares, abi: masterSharesAbi, functionName: "offering" },
    });
    const entries = listed.map(({ address }, index) => [address, index + 2] as const);
    expect(offering.presaleRoot).toBe(presaleTree(entries).root);
    expect([offering.presaleStart, offering.start]).toEqual([presale.seconds, opening.seconds]);
    await link.click();
    await expect(page.getByRole("heading", { level: 1, name: TITLE })).toBeVisible();
    const query = `{ master(id: "${shares.toLowerCase()}") { presaleListCid } }`;
    const { master } = await askSubgraph<{ master: { presaleListCid: string } }>(query);
    const list = await fetch(`${endpoints.ipfs}/ipfs/${master.presaleListCid}`);
    expect(await list.json()).toEqual({ format: "audifi-presale-1", root: offering.presaleRoot, entries });
  });
});

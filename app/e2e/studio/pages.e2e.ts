import { studioSessionsAbi as abi } from "@audifi/contracts/abi";
import type { PrivateKeyAccount } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { keyOfTransactions } from "../../src/lib/state/kept-transactions.ts";
import { fillTerms, goOn, register } from "../support/artist.ts";
import { confirm, reviewDialog } from "../support/dialogs.ts";
import { ether } from "../support/figures.ts";
import { makeCover, makeWav } from "../support/media.ts";
import { expect, type Person, test } from "../support/person.ts";
import {
  addresses,
  client,
  endpoints,
  fundedAccount,
  indexed,
  letTimePass,
  mined,
} from "../support/stack.ts";

const HOUR = 3_600;
const TITLE = "Low water, unfinished";
const studio = { address: addresses.studio, abi } as const;

/** The first operator of the local chain is a curator, who names producers. */
const CURATOR = mnemonicToAccount("test test test test test test test test test test test junk", {
  addressIndex: 10,
});

async function nameProducer({ address }: PrivateKeyAccount): Promise<void> {
  const args = [address, true] as const;
  await mined(await client.writeContract({ ...studio, account: CURATOR, functionName: "setProducer", args }));
}

const wav = (name: string, root: number) => ({
  ...{ name: `${name}.wav`, mimeType: "audio/wav", buffer: makeWav(2, root) },
});

async function expectSaved({ page }: Person): Promise<void> {
  await expect(page.locator("[data-saved=saved]")).toBeVisible();
}

/** Votes of two, cast on chain: no relay is needed for them. */
async function voteOnChain(session: bigint): Promise<void> {
  for (const options of [
    [1, 0],
    [1, 1],
  ]) {
    const account = await fundedAccount();
    const args = [session, [0, 1], options] as const;
    await mined(await client.writeContract({ ...studio, account, functionName: "castBallots", args }));
  }
}

test("a session is set up, answered by a producer, opened, locked and told", async ({ arrive }) => {
  test.setTimeout(900_000);
  const artist = await arrive("Artist's wallet");
  const producer = await arrive("Producer's wallet");
  const { page } = artist;
  await nameProducer(producer.wallet.account as PrivateKeyAccount);
  await page.goto("/artist");
  await artist.connect();
  await register(artist, "Unfinished Artist");

  await test.step("the setup is kept when the page is loaded again", async () => {
    await artist.visit("/studio/new");
    await page.getByRole("button", { name: "Next: review" }).click();
    await expect(artist.warning).toContainText("Some fields need another look.");
    await page.getByLabel("Title of the session").fill(TITLE);
    await page.getByLabel("The recording as it is", { exact: true }).setInputFiles(wav("draft", 220));
    await page.getByLabel("Question 1").fill("Which drums?");
    await page.getByLabel("Option 1", { exact: true }).fill("A drum machine");
    await page.getByLabel("Recording of option 1", { exact: true }).setInputFiles(wav("machine", 330));
    await page.getByRole("button", { name: "Remove option 2 of decision 1" }).click();
    await page.getByLabel("Bounty, if you offer one").fill("0.5");
    await page.getByRole("button", { name: "Add a decision" }).click();
    await page.getByRole("group", { name: "Decision 2" }).getByRole("radio", { name: "Texts" }).check();
    await page.getByLabel("Question 2").fill("What is it called?");
    const second = page.getByRole("group", { name: "Decision 2" });
    await second.getByLabel("Option 1", { exact: true }).fill("Low water");
    await second.getByLabel("Option 2", { exact: true }).fill("Slack tide");
    await expectSaved(artist);
    await page.reload();
    await artist.expectConnected();
    await expect(page.getByLabel("Title of the session")).toHaveValue(TITLE);
    await expect(page.getByRole("button", { name: "Remove machine.wav" })).toBeVisible();
    await expect(second.getByLabel("Option 2", { exact: true })).toHaveValue("Slack tide");
  });

  await test.step("it is reviewed in words, uploaded and made", async () => {
    await page.getByRole("button", { name: "Next: review" }).click();
    await expect(page.getByText("Everyone may vote.")).toBeVisible();
    await expect(page.getByText("Bounty of 0.5 ETH")).toBeVisible();
    // While the index has not seen the session there is no page of it to go to.
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const order: string[] = [];
    await page.route("**/api/head*", async (route) => {
      order.push("index");
      await held;
      await route.continue();
    });
    await page.getByRole("button", { name: "Upload and make it" }).click();
    await expect(page.locator('[data-stage="indexing"]')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole("heading", { name: "The session is on its way" })).toBeVisible();
    await expectSaved(artist);
    // It is mined, so a page that knows of the draft alone finds the session at once, and has to wait as well.
    await page.evaluate((key) => localStorage.removeItem(key), keyOfTransactions(endpoints.chainId));
    page.on("response", (response) => {
      if (response.request().postData()?.includes("eth_getTransactionReceipt")) order.push("receipt");
    });
    page.on("request", (request) => {
      if (/\/studio\/\d+/.test(request.url())) order.push("page");
    });
    order.length = 0;
    await page.reload();
    const next = () => order.slice(order.indexOf("receipt")).find((what) => what !== "receipt");
    await expect.poll(() => order.includes("receipt") && next()).toBe("index");
    await expect(page.getByRole("heading", { name: "The session is on its way" })).toBeVisible();
    release();
    await expect(page.getByRole("heading", { level: 1, name: TITLE })).toBeVisible({ timeout: 60_000 });
    await expect(page).toHaveURL(/\/studio\/\d+$/);
  });
  const path = new URL(page.url()).pathname;
  const session = BigInt(path.split("/").at(-1) ?? 0);

  await test.step("a decision with one option keeps it from opening; a bounty asks for more", async () => {
    await expect(page.getByText(/Decision 1 has fewer than two options/)).toBeVisible();
    const drums = page.getByRole("article", { name: "Which drums?" });
    await expect(drums.getByLabel("Amount")).toHaveValue("0.5");
    await page.getByRole("button", { name: "Review the bounty of decision 1" }).click();
    await expect(reviewDialog(artist)).toContainText("0.5 ETH");
    await confirm(artist, "Escrow it");
    await artist.expectDone(/Escrowing a bounty/);
    await expect(page.getByText("for the producer whose option is chosen")).toBeVisible();
  });

  await test.step("a producer sends a recording in", async () => {
    await producer.visit(path);
    await producer.connect();
    const form = producer.page.getByRole("region", { name: "Send in an option" });
    await form.getByLabel("What it is").fill("Brushes on a suitcase");
    await form.getByLabel("Recording", { exact: true }).setInputFiles(wav("brushes", 440));
    await expect(form.getByText(/not uploaded yet/)).toBeVisible();
    await form.getByRole("button", { name: "Review submission" }).click();
    await confirm(producer, "Upload and submit");
    await producer.expectDone(/Submitting/);
    await expect(producer.page.getByText("Submitted by producers")).toBeVisible();
  });

  await test.step("the artist accepts it and opens the session", async () => {
    await indexed();
    await page.reload();
    await artist.expectConnected();
    await page.getByRole("button", { name: "Accept “Brushes on a suitcase”" }).click();
    await confirm(artist, "Accept it");
    await artist.expectDone(/Accepting/);
    await page.getByRole("button", { name: "Review opening" }).click();
    await confirm(artist, "Open it");
    await artist.expectDone(`Opening ${TITLE}`);
  });

  const { closesAt } = await client.readContract({ ...studio, functionName: "sessionOf", args: [session] });
  await voteOnChain(session);
  await letTimePass(closesAt - Number((await client.getBlock()).timestamp) + 1);
  await artist.visit(path);
  await expect(page.getByRole("heading", { name: "How fans decided" })).toBeVisible();
  await expect(page.getByText(/^Possible from /)).toBeVisible();
  // A count that came during the jump would begin its own day of contests.
  const count = { ...studio, functionName: "countOf", args: [session] } as const;
  await expect.poll(async () => (await client.readContract(count)).publications, { timeout: 60_000 }).toBe(1);
  await letTimePass(25 * HOUR);

  await test.step("the artist locks it, and the producer is credited and paid", async () => {
    await page.reload();
    await artist.expectConnected();
    const form = page.getByRole("region", { name: "Lock the master" });
    await form.getByRole("radio", { name: /^Brushes on a suitcase/ }).check();
    await form.getByRole("radio", { name: /^Low water/ }).check();
    await form.getByRole("button", { name: "Review the lock" }).click();
    await expect(form.getByText("Choose the final recording.")).toBeVisible();
    await form.getByRole("checkbox", { name: "The recording of the session is the final one" }).check();
    await form.getByRole("button", { name: "Review the lock" }).click();
    await confirm(artist, "Lock it");
    await artist.expectDone(`Locking ${TITLE}`);
    await expect(page.getByRole("heading", { name: "The master is locked" })).toBeVisible();
    await expect(page.getByText("Credited to its producer on chain")).toBeVisible();
    await producer.visit(path);
    await producer.page.getByRole("button", { name: "Withdraw" }).click();
    await confirm(producer, "Withdraw");
    await producer.expectDone("Withdrawing bounties");
    await expect(producer.page.getByText("Bounties for you")).toHaveCount(0);
  });

  await test.step("a Master IPO is launched from it, and its page tells the story", async () => {
    await page.getByRole("link", { name: "Launch its Master IPO" }).click();
    await expect(page.getByText(`From the studio session “${TITLE}”`)).toBeVisible();
    await expect(page.getByText("The recording that was locked").first()).toBeVisible();
    const cover = { name: "cover.png", mimeType: "image/png", buffer: await makeCover("#20303a", "#d8b25c") };
    await page.getByLabel("Cover", { exact: true }).setInputFiles(cover);
    await expect(page.locator("[data-upload]")).toHaveCount(2);
    await goOn(artist, "Story");
    await expect(page.getByLabel("Title", { exact: true })).toHaveValue(TITLE);
    await expect(page.getByLabel("Credits")).toHaveValue(/Brushes on a suitcase/);
    await goOn(artist, "Terms");
    await fillTerms(artist, { money: ether, price: "0.01", totalShares: 100, publicShares: 60 });
    await goOn(artist, "Review");
    await page.getByRole("button", { name: "Upload and launch" }).click();
    await artist.expectDone(`Launching ${TITLE}`);
    await page.getByRole("link", { name: "Open its page" }).click();
    const story = page.getByRole("region", { name: "The story of its decisions" });
    await expect(story).toContainText("Brushes on a suitcase");
    await artist.visit(path);
    await expect(page.getByText("Launched from it:")).toBeVisible();
  });
});

import { studioSessionsAbi } from "@audifi/contracts/abi";
import { recount } from "@audifi/contracts/recount";
import { type Hex, parseEther } from "viem";
import { unpackCid } from "../src/lib/format/cid.ts";
import { toDateTimeInput } from "../src/lib/format/time.ts";
import { expectSignedIn, signInByCode, signInByWallet } from "./support/account.ts";
import { fillTerms, goOn } from "./support/artist.ts";
import { buyPanel, buyShares } from "./support/buying.ts";
import { buyCoinsElsewhere, prepareCoin } from "./support/coins.ts";
import { confirm } from "./support/dialogs.ts";
import { ether } from "./support/figures.ts";
import { makeCover } from "./support/media.ts";
import { expect, type Person, test } from "./support/person.ts";
import { addresses, client, endpoints, killRelay, letTimePass, reviveRelay } from "./support/stack.ts";
import {
  countOf,
  isDirectBallot,
  type PreparedSession,
  prepareSession,
  publishedTallies,
  say,
  vote,
  voteLine,
} from "./support/studio.ts";

const DAY = 86_400;
const MASTER = "Harbour at Six";
const NOTHING: Hex = "0x";

const standing = ({ page }: Person) => page.getByRole("region", { name: "Your vote" });
const chat = ({ page }: Person) => page.getByRole("region", { name: "Chat" });
const recordings = ({ page }: Person) => page.getByRole("group", { name: "Recordings of decision 1" });

async function comeIn(person: Person, { path }: PreparedSession): Promise<void> {
  await person.visit(path);
  await person.connect();
}

async function expectWeight(person: Person, weight: number): Promise<void> {
  await expect(standing(person)).toContainText(`${weight} is what your vote weighs`);
}

async function expectBar({ page }: Person, option: string, weight: number, total: number): Promise<void> {
  await expect(voteLine(page, option)).toContainText(`${weight} of ${total}`);
}

/** Listens to an option and to another one where the first one was. */
async function compare(person: Person): Promise<void> {
  const group = recordings(person);
  await group.getByRole("button", { name: "Hear Machine" }).press("Enter");
  await expect(group.getByRole("button", { name: "Pause Machine" })).toBeVisible();
  const position = group.getByRole("slider", { name: "Position in the recording" });
  await expect.poll(async () => Number(await position.inputValue())).toBeGreaterThan(0);
  await group.getByRole("button", { name: "Pause Machine" }).press("1");
  await expect(group.getByRole("button", { name: "Hear Brushes" })).toHaveAttribute("aria-pressed", "true");
  await group.getByRole("button", { name: "Pause Brushes" }).click();
  await expect(group.getByRole("button", { name: "Play Brushes" })).toBeVisible();
  expect(Number(await position.inputValue())).toBeGreaterThan(0);
}

/** Counts a session again from the chain and from IPFS. */
function countAgain({ id }: PreparedSession) {
  return recount(client, {
    ...{ studio: addresses.studio, session: id },
    fetchBallots: async (cid) => (await fetch(`${endpoints.ipfs}/ipfs/${unpackCid(cid)}`)).text(),
  });
}

test("fans finish a track: they listen, talk, vote, and anybody can recount", async ({ arrive }) => {
  test.setTimeout(900_000);
  const { master, coin } = await prepareCoin("Before the Studio");
  const by = { artist: master.artist, artistId: coin.artistId };
  const session = await prepareSession(by, "Finished by Fans");
  const artist = await arrive("Artist's wallet", { account: master.artist });
  const holder = await arrive("Shareholder's wallet");
  const collector = await arrive("Collector's wallet");
  const passer = await arrive("Passer-by's wallet");
  const viewer = await arrive("Nobody's wallet");
  const people = [artist, holder, collector, passer, viewer];
  // The relay is killed on the way.
  for (const { watch } of people) watch.allow(/net::|WebSocket|\/v1\//);

  await test.step("fans hold different things when the artist opens", async () => {
    await holder.visit(`/masters/${master.number}`);
    await holder.connect();
    await buyShares(holder, 2, master.title);
    await buyCoinsElsewhere(coin, parseEther("5"), collector.wallet.account.address);
    await comeIn(artist, session);
    await artist.page.getByRole("button", { name: "Review opening" }).click();
    await confirm(artist, "Open it");
    await artist.expectDone(`Opening ${session.title}`);
    await expect(artist.page.getByRole("heading", { name: "Closes in" })).toBeVisible();
  });

  let collectorWeight = 0;
  await test.step("each sees what the vote weighs, before voting", async () => {
    await holder.page.goto(session.path);
    await holder.expectConnected();
    await comeIn(collector, session);
    await comeIn(passer, session);
    await expectWeight(holder, 3);
    await expectWeight(passer, 1);
    const words = standing(collector).getByText("is what your vote weighs").locator("xpath=..");
    await expect(words).toBeVisible();
    collectorWeight = Number.parseInt(await words.innerText(), 10);
    expect(collectorWeight).toBeGreaterThan(3);
  });

  await test.step("a viewer without a wallet joins under a pseudonym", async () => {
    await signInByCode(viewer, `viewer.${Date.now()}@example.com`, { next: session.path });
    await viewer.page.getByRole("button", { name: "Vote without a wallet" }).click();
    await expect(standing(viewer)).toContainText("You vote as");
    await expectWeight(viewer, 1);
    await expect(standing(viewer)).toContainText("vouched for by the relay");
  });

  await test.step("they talk, and the artist moderates", async () => {
    await say(viewer, "The brushes breathe.");
    await expect(chat(passer)).toContainText("The brushes breathe.");
    await expect(chat(passer)).toContainText("Sign in to take part in the chat");
    await signInByWallet(artist);
    await expectSignedIn(artist);
    await artist.page.goto(session.path);
    await say(artist, "Machine is louder than it should be.");
    await expect(chat(viewer)).toContainText("artist");
    await say(viewer, "Something rude.");
    const rude = chat(artist).getByRole("listitem").filter({ hasText: "Something rude." });
    await rude.getByRole("button", { name: /^Delete/ }).click();
    await expect(chat(viewer)).not.toContainText("Something rude.");
    await chat(artist).getByRole("button", { name: /^Mute/ }).first().click();
    await expect(chat(viewer)).toContainText("The artist muted you");
    await artist.page.reload();
    const last = chat(artist).getByRole("listitem").filter({ hasText: "The brushes breathe." });
    await last.getByRole("button", { name: /^Delete/ }).click();
    await expect(last).toHaveCount(0);
    await chat(artist).getByText("1 person muted").click();
    await chat(artist)
      .getByRole("button", { name: /^Unmute/ })
      .click();
    await expect(chat(artist)).toContainText("Nobody is muted");
    await expect(chat(viewer).getByLabel("Say something")).toBeVisible();
  });

  await test.step("they listen to the options at the same place, equally loud", () => compare(holder));

  await test.step("they vote; the bars move for everybody", async () => {
    await vote(holder, "Machine");
    await vote(viewer, "Brushes");
    await vote(collector, "Brushes");
    const total = 3 + 1 + collectorWeight;
    for (const person of [passer, artist, holder]) await expectBar(person, "Machine", 3, total);
    expect(holder.wallet.asked.filter((method) => method === "eth_signTypedData_v4")).toHaveLength(1);
    await expect(holder.page.getByText(/Received .* with weight 3/)).toBeVisible();
  });

  await test.step("while the relay is dead, a wallet votes on chain", async () => {
    await killRelay();
    await expect(collector.page.getByText("The room does not answer right now")).toBeVisible();
    await standing(collector)
      .getByRole("checkbox", { name: /^Vote on chain/ })
      .check();
    await voteLine(collector.page, "Low Tide").getByRole("button", { name: "Vote for Low Tide" }).click();
    await confirm(collector, "Cast it");
    await collector.expectDone(`Voting in ${session.title}`);
    await expect(voteLine(collector.page, "Low Tide")).toContainText("Your vote");
    const direct = await isDirectBallot(session, collector.wallet.account.address, 1);
    expect(direct).toEqual([true, 0]);
  });

  await test.step("the relay comes back with all that was said and voted", async () => {
    await reviveRelay();
    await expect(chat(viewer)).toContainText("Machine is louder than it should be.");
    await expect(viewer.page.getByText("are here")).toBeVisible({ timeout: 60_000 });
    await say(viewer, "Still here.");
    await expect(chat(passer)).toContainText("Still here.", { timeout: 60_000 });
    await expectBar(passer, "Machine", 3, 4 + collectorWeight);
  });

  await test.step("one changes their mind, another votes after all", async () => {
    await vote(holder, "Brushes");
    await vote(passer, "Machine");
    await vote(viewer, "First Ferry");
    await expectBar(artist, "Brushes", 4 + collectorWeight, 5 + collectorWeight);
  });

  await test.step("it closes, and the relay publishes what was counted", async () => {
    await letTimePass(DAY);
    await expect(passer.page.getByRole("heading", { name: "The count" })).toBeVisible();
    await expect.poll(async () => (await countOf(session)).publications, { timeout: 60_000 }).toBe(1);
    const tallies = [4 + collectorWeight, 1, collectorWeight, 1, 0];
    expect(await publishedTallies(session)).toEqual(tallies.map(BigInt));
    await expect(passer.page.getByRole("link", { name: "All ballots, as published" })).toBeVisible();
  });

  await test.step("a contest without grounds is refused, and the recount matches", async () => {
    // Cast on chain, so no receipt is asked for; and counted.
    const ballot = {
      ...{ decision: 1, option: 0, voter: collector.wallet.account.address, sequence: 0n },
      ...{ receivedAt: 0, signature: NOTHING, receipt: NOTHING },
    };
    const contest = client.simulateContract({
      ...{ address: addresses.studio, abi: studioSessionsAbi, functionName: "contestMissing" },
      ...{ account: passer.wallet.account, args: [session.id, [], ballot] },
    } as const);
    await expect(contest).rejects.toThrow("StudioSessions_NotMissing");
    const { discrepancies, ballots, attested, direct } = await countAgain(session);
    expect({ discrepancies, ballots, direct }).toEqual({ discrepancies: [], ballots: 6, direct: 1 });
    expect(attested).toBe(2);
    await passer.visit(`${session.path}/recount`);
    await passer.page.getByRole("button", { name: "Count them" }).click();
    await expect(passer.page.getByRole("heading", { name: "Everything is as published" })).toBeVisible();
    await passer.page.getByRole("button", { name: "Look for it" }).click();
    await expect(passer.page.getByText("Decision 1: “Machine”")).toBeVisible();
  });

  await test.step("the artist locks the master, against the result in one decision", async () => {
    await letTimePass(DAY);
    await artist.page.goto(session.path);
    await artist.expectConnected();
    await artist.page.getByRole("radio", { name: MASTER }).check();
    await artist.page.getByLabel("Why not what fans chose").fill("It was written there.");
    await artist.page
      .getByRole("checkbox", { name: "The recording of the session is the final one" })
      .check();
    await artist.page.getByRole("button", { name: "Review the lock" }).click();
    await confirm(artist, "Lock it");
    await artist.expectDone(`Locking ${session.title}`);
    await expect(artist.page.getByText("It was written there.")).toBeVisible();
  });

  await test.step("its master goes public; who voted buys before all others", async () => {
    const launched = await launchFrom(artist);
    await passer.page.goto(launched);
    await passer.expectConnected();
    await expect(buyPanel(passer)).toContainText("You may buy 5 until");
    await buyShares(passer, 1, MASTER);
    await expect(passer.page.getByRole("main")).toContainText("It was written there.");
  });
});

/** Launches the Master IPO of the locked session that the artist looks at; its voters get the presale. */
async function launchFrom(artist: Person): Promise<string> {
  const { page } = artist;
  await page.getByRole("link", { name: "Launch its Master IPO" }).click();
  await expect(page.getByText("From the studio session")).toBeVisible();
  const cover = await makeCover("#26343b", "#e0a458");
  await page
    .getByLabel("Cover", { exact: true })
    .setInputFiles({ name: "cover.png", mimeType: "image/png", buffer: cover });
  await expect(page.locator("[data-upload]")).toHaveCount(2);
  await goOn(artist, "Story");
  await page.getByLabel("Title", { exact: true }).fill(MASTER);
  await goOn(artist, "Terms");
  await fillTerms(artist, { money: ether, price: "0.02", totalShares: 100, publicShares: 60 });
  await page.getByLabel("A presale for people on a list").check();
  const opening = Number((await client.getBlock()).timestamp) + DAY;
  await page.getByLabel("Opening (UTC)").fill(toDateTimeInput(opening));
  await page.getByRole("button", { name: "Fill in those who voted in the session" }).click();
  await expect(page.getByText("3 accounts, 15 shares at most.")).toBeVisible();
  await goOn(artist, "Review");
  await page.getByRole("button", { name: "Upload and launch" }).click();
  await artist.expectDone(`Launching ${MASTER}`);
  return (await page.getByRole("link", { name: "Open its page" }).getAttribute("href")) ?? "";
}

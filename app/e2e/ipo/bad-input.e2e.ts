import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { masterRegistryAbi } from "@audifi/contracts/abi";
import { chooseFiles, fillTerms, goOn, register } from "../support/artist.ts";
import { confirm, reviewDialog } from "../support/dialogs.ts";
import { ether } from "../support/figures.ts";
import { makeCover, makeWav } from "../support/media.ts";
import { addToIpfs, prepareMaster } from "../support/offerings.ts";
import { expect, type Person, test } from "../support/person.ts";
import { addresses, client, inDays } from "../support/stack.ts";

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"><script>alert(1)</script></svg>`;
const NOWHERE = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

function masterCount(): Promise<bigint> {
  return client.readContract({
    address: addresses.registry,
    abi: masterRegistryAbi,
    functionName: "masterCount",
  });
}

async function order(title: string) {
  return {
    ...{ title, audio: makeWav(1), cover: await makeCover("#241b2f", "#7fb7a3") },
    ...{ money: ether, price: "0.05", totalShares: 100, publicShares: 40 },
  };
}

async function arriveAtLaunch(arrive: (name: string) => Promise<Person>): Promise<Person> {
  const artist = await arrive("Artist");
  await artist.page.goto("/artist");
  await artist.connect();
  await register(artist, "Careful Artist");
  await artist.visit("/launch");
  await artist.expectConnected();
  return artist;
}

const problemOf = ({ page }: Person, label: string | RegExp) =>
  page.locator(".field").filter({ has: page.getByLabel(label, { exact: typeof label === "string" }) });

test("names that the registry cannot store are explained as they are typed", async ({ arrive }) => {
  const artist = await arrive("Artist");
  await artist.page.goto("/artist");
  await artist.connect();
  const field = artist.page.getByLabel("Artist name");
  const ask = () => artist.page.getByRole("button", { name: "Register as an artist" }).click();
  for (const [typed, words] of [
    ["", "Enter a name."],
    ["   ", "Enter a name."],
    ["a".repeat(65), "65 bytes long"],
    ["é".repeat(33), "66 bytes long"],
    ["Bell\u0007Ringer", "control characters"],
  ] as const) {
    await field.fill(typed);
    await ask();
    await expect(problemOf(artist, "Artist name")).toContainText(words);
    await expect(field).toHaveValue(typed);
    await expect(reviewDialog(artist)).toHaveCount(0);
  }
  await register(artist, `"Quo'te" & <b>Sons</b>`);
  await expect(artist.page.getByRole("heading", { name: `"Quo'te" & <b>Sons</b>` })).toBeVisible();
});

test("files that are no recording or no cover are refused before they are sent", async ({ arrive }) => {
  const artist = await arriveAtLaunch(arrive);
  const { page } = artist;
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/v1/pins")) sent.push(request.url());
  });
  const folder = mkdtempSync(join(tmpdir(), "audifi-huge-"));
  const huge = join(folder, "huge.wav");
  writeFileSync(huge, makeWav(1));
  truncateSync(huge, 2 * 1024 ** 3);
  await page.getByRole("link", { name: "Story" }).click();
  await page.getByLabel("Title", { exact: true }).fill("Kept While Failing");
  await page.getByRole("link", { name: "Back" }).click();
  const wav = (buffer: Buffer) => ({ name: "piece.wav", mimeType: "audio/wav", buffer });
  for (const [file, words] of [
    [wav(Buffer.alloc(0)), "cannot be played"],
    [wav(Buffer.from("not a recording at all")), "cannot be played"],
    [wav(makeWav(1).subarray(0, 30)), "cannot be played"],
    [wav(Buffer.concat([makeWav(1).subarray(0, 44), Buffer.alloc(88_200)])), "silent"],
    [huge, "at most 200 MiB"],
  ] as const) {
    await page.getByLabel("Recording", { exact: true }).setInputFiles(file);
    await expect(problemOf(artist, "Recording")).toContainText(words);
  }
  rmSync(folder, { recursive: true });
  const picture = (buffer: Buffer, mimeType: string) => ({ name: "cover.png", mimeType, buffer });
  for (const [file, words] of [
    [picture(Buffer.from(SVG), "image/svg+xml"), "PNG, JPEG or WebP"],
    [picture(Buffer.from(SVG), "image/png"), "PNG, JPEG or WebP"],
    [picture((await makeCover("#241b2f", "#7fb7a3")).subarray(0, 60), "image/png"), "cannot be read"],
    [picture(Buffer.alloc(0), "image/png"), "cannot be read"],
  ] as const) {
    await page.getByLabel("Cover", { exact: true }).setInputFiles(file);
    await expect(problemOf(artist, "Cover")).toContainText(words);
  }
  await page.getByRole("button", { name: "Next: Story" }).click();
  await expect(artist.warning).toContainText("Some fields need another look");
  await page.getByRole("link", { name: "Review" }).click();
  await expect(artist.warning).toContainText("cannot be read");
  await expect(page.getByRole("button", { name: "Upload and launch" })).toBeDisabled();
  await page.getByRole("link", { name: "Story" }).first().click();
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Kept While Failing");
  expect(sent).toEqual([]);
});

test("terms that cannot be launched keep the form, and a refused upload goes on where it stopped", async ({
  arrive,
}) => {
  const artist = await arriveAtLaunch(arrive);
  const { page } = artist;
  const good = await order(`He said "no" & <i>left</i>`);
  const before = await masterCount();
  await chooseFiles(artist, good);
  await goOn(artist, "Story");
  const title = page.getByLabel("Title", { exact: true });
  for (const [typed, words] of [
    ["a".repeat(65), "65 bytes long"],
    ["Tab\u0001Title", "control characters"],
  ] as const) {
    await title.fill(typed);
    await page.getByRole("button", { name: "Next: Terms" }).click();
    await expect(problemOf(artist, "Title")).toContainText(words);
    await expect(title).toHaveValue(typed);
  }
  await title.fill(good.title);
  await goOn(artist, "Terms");
  await fillTerms(artist, good);
  const later = await inDays(180);
  const review = () => page.getByRole("button", { name: "Next: Review" }).click();
  for (const [label, typed, words, back] of [
    [/^Price of one share/, "0", "more than nothing", "0.05"],
    [/^Price of one share/, "-1", "Enter a number", "0.05"],
    [/^Price of one share/, "0.1234567890123456789", "at most 18 digits", "0.05"],
    [/^Price of one share/, "999999999999", "More than the contracts can count", "0.05"],
    ["Shares of the recording", "100001", "Between 1 and 100,000", "100"],
    ["Shares for sale", "101", "no more than all", "40"],
    ["Shares for sale", "0", "At least 1", "40"],
    ["Most shares per wallet", "1.5", "whole number", ""],
    ["First buyers' part of it in per cent", "101", "0 to 100", "50"],
    ["Ends (UTC)", "2020-01-01T00:00", "has to come after", later.typed],
    ["Ends (UTC)", "2099-01-01T00:00", "at most a year", later.typed],
  ] as const) {
    const field = page.getByLabel(label, { exact: typeof label === "string" });
    await field.fill(typed);
    await review();
    await expect(problemOf(artist, label)).toContainText(words);
    await expect(field).toHaveValue(typed);
    await field.fill(back);
  }
  await goOn(artist, "Review");

  artist.wallet.rejectNext();
  const send = page.getByRole("button", { name: "Upload and launch" });
  await send.click();
  await expect.poll(() => artist.wallet.asked.length).toBe(2);
  await expect(send).toBeEnabled();
  expect(await masterCount()).toBe(before);
  await send.click();
  await artist.expectDone(`Launching ${good.title}`);
  expect(await masterCount()).toBe(before + 1n);
  await expect(page.getByRole("heading", { name: `${good.title} is public` })).toBeVisible();
});

test("CIDs that are none, resolve to nothing or to something else are refused", async ({ arrive }) => {
  const artist = await arriveAtLaunch(arrive);
  artist.watch.allow(/Failed to load resource.*404/);
  const { page } = artist;
  await page.getByLabel("I pinned them to IPFS already").check();
  const labels = ["CID of the recording", "CID of the cover", "CID of the metadata document"] as const;
  const next = page.getByRole("button", { name: "Next: Story" });
  for (const label of labels) await page.getByLabel(label).fill("not-a-cid");
  await next.click();
  for (const label of labels) await expect(problemOf(artist, label)).toContainText("not a CID");
  for (const label of labels) await page.getByLabel(label).fill(NOWHERE);
  await next.click();
  for (const label of labels) await expect(problemOf(artist, label)).toContainText("Nothing is found");
  const [recording, , metadata] = labels;
  const [audio, picture, text] = [makeWav(1), await makeCover("#241b2f", "#7fb7a3"), '{"name":"Wrong"}'];
  await page.getByLabel(recording).fill(await addToIpfs(picture, "cover.png"));
  await page.getByLabel("CID of the cover").fill(await addToIpfs(picture, "cover.png"));
  await page.getByLabel(metadata).fill(await addToIpfs(text, "metadata.json"));
  await next.click();
  await expect(problemOf(artist, recording)).toContainText("not a recording");
  await expect(problemOf(artist, metadata)).toContainText("lacks image, animation_url");
  await expect(problemOf(artist, "CID of the cover")).not.toContainText("Nothing is found");
  await page.getByLabel(recording).fill(await addToIpfs(audio, "piece.wav"));
  const whole = JSON.stringify({ name: "Right", image: "ipfs://a", animation_url: "ipfs://b" });
  await page.getByLabel(metadata).fill(await addToIpfs(whole, "metadata.json"));
  await goOn(artist, "Story");
  expect(artist.wallet.asked).toEqual(["eth_sendTransaction"]);
});

test("a master whose files are gone still shows its page and can be bought", async ({ arrive }) => {
  const gone = { digest: `0x${"cd".repeat(32)}`, codec: 0x55 } as const;
  const documents = { audio: gone, cover: gone, metadata: gone };
  const master = await prepareMaster("Silent Sleeve", { documents });
  const fan = await arrive("Fan");
  fan.watch.allow(/Failed to load resource/);
  await fan.visit(`/masters/${master.number}`);
  await expect(fan.page.getByRole("heading", { level: 1, name: "Silent Sleeve" })).toBeVisible();
  await fan.page.getByRole("button", { name: "Play Silent Sleeve" }).click();
  await expect(fan.page.getByRole("region", { name: "Player" })).toContainText("cannot be");
  await expect(fan.page.getByRole("button", { name: "Connect to buy" })).toBeEnabled();
});

test("a deposit of nothing, of the wrong shape or above the balance is refused", async ({ arrive }) => {
  const master = await prepareMaster("Owed Nothing");
  const fan = await arrive("Fan");
  const { page } = fan;
  await fan.visit(`/masters/${master.number}/deposit`);
  await fan.connect();
  const review = () => page.getByRole("button", { name: "Review deposit" }).click();
  for (const [label, typed, words, back] of [
    ["Amount in ETH", "", "Enter an amount", "1"],
    ["Amount in ETH", "0", "above zero", "1"],
    ["Amount in ETH", "-3", "Enter a number", "1"],
    ["Amount in ETH", "1e18", "Enter a number", "1"],
    ["Lines", "Spotify, 1\nBandcamp, lots", "Line 2", ""],
    ["Last day of the period", "2001-01-01", "before the first", "2026-12-31"],
  ] as const) {
    const field = page.getByLabel(label, { exact: true });
    await field.fill(typed);
    await review();
    await expect(problemOf(fan, label)).toContainText(words);
    await expect(field).toHaveValue(typed);
    await field.fill(back);
  }
  await page.getByLabel("None").check();
  await page.getByLabel("Amount in ETH").fill("1000000");
  await review();
  await confirm(fan, /^Deposit/);
  await expect(fan.warning).toContainText(/balance is too low/i);
  expect(fan.wallet.asked).toEqual([]);
});

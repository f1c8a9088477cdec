import type { Locator } from "@playwright/test";
import { reviewDialog } from "../support/dialogs.ts";
import { pressOn, tabTo } from "../support/keyboard.ts";
import { makeWav } from "../support/media.ts";
import { registerArtist } from "../support/offerings.ts";
import { expect, type Person, test } from "../support/person.ts";
import { letTimePass } from "../support/stack.ts";
import { countOf } from "../support/studio.ts";

const DAY = 86_400;
const TITLE = "No Mouse For Sessions";
const LYRICS = "The ferry leaves at six, <b>or later</b>.";

async function typeInto(person: Person, field: Locator, text: string): Promise<void> {
  await tabTo(person, field);
  await person.page.keyboard.type(text);
}

/** Reviews with one button and agrees with the other. */
async function agree(person: Person, review: string, label: string): Promise<void> {
  const button = person.page.getByRole("button", { name: review });
  await expect(button).toBeEnabled();
  await pressOn(person, button);
  await expect(reviewDialog(person)).toBeVisible();
  await pressOn(person, reviewDialog(person).getByRole("button", { name: label, exact: true }));
}

test("a session is set up, voted on, counted again and locked with the keyboard alone", async ({
  arrive,
}) => {
  test.slow();
  const { artist: account } = await registerArtist("No Mouse For Studios");
  const artist = await arrive("Artist", { account });
  const { page } = artist;

  await test.step("sets it up, with a longer text behind an option", async () => {
    await page.goto("/studio/new");
    await pressOn(artist, page.getByRole("banner").getByRole("button", { name: "Connect" }));
    await pressOn(artist, page.getByRole("dialog").getByRole("button", { name: "Artist", exact: true }));
    await artist.expectConnected();
    await expect(page.getByLabel("Title of the session")).toBeVisible();
    await typeInto(artist, page.getByLabel("Title of the session"), TITLE);
    const choosing = page.waitForEvent("filechooser");
    await pressOn(artist, page.getByLabel("The recording as it is", { exact: true }));
    const recording = { name: "draft.wav", mimeType: "audio/wav", buffer: makeWav(2, 220) };
    await (await choosing).setFiles(recording);
    await expect(page.getByText(/not uploaded yet/)).toBeVisible();
    await typeInto(artist, page.getByLabel("Question 1"), "Which words?");
    await tabTo(artist, page.getByRole("radio", { name: "Recordings" }));
    await page.keyboard.press("ArrowUp");
    await expect(page.getByRole("radio", { name: "Texts" })).toBeChecked();
    await typeInto(artist, page.getByLabel("Option 1", { exact: true }), "The ferry");
    await pressOn(artist, page.getByText("A longer text behind option 1"));
    await typeInto(artist, page.getByLabel("Longer text of option 1"), LYRICS);
    await typeInto(artist, page.getByLabel("Option 2", { exact: true }), "No words");
    await pressOn(artist, page.getByRole("button", { name: "Next: review" }));
    await expect(page.getByRole("heading", { name: "Review" })).toBeFocused();
    await expect(page.getByText("1 longer text to upload with it.")).toBeVisible();
    await pressOn(artist, page.getByRole("button", { name: "Upload and make it" }));
    await expect(page.getByRole("heading", { level: 1, name: TITLE })).toBeVisible({ timeout: 60_000 });
    await expect(page).toHaveURL(/\/studio\/\d+$/);
  });
  const path = new URL(page.url()).pathname;
  const session = { id: BigInt(path.split("/").at(-1) ?? 0) };

  await test.step("opens it, reads and votes", async () => {
    await agree(artist, "Review opening", "Open it");
    await artist.expectDone(`Opening ${TITLE}`);
    const ferry = page.getByRole("listitem").filter({ hasText: "The ferry" });
    await pressOn(artist, ferry.getByText("The whole text"));
    await expect(ferry.getByText(LYRICS)).toBeVisible();
    const vote = page.getByRole("button", { name: "Vote for The ferry" });
    await expect(vote).toBeEnabled();
    await pressOn(artist, vote);
    await expect(ferry.getByText("Your vote")).toBeVisible();
  });

  await test.step("counts again when it has closed", async () => {
    await letTimePass(3 * DAY);
    await expect.poll(async () => (await countOf(session)).publications, { timeout: 60_000 }).toBe(1);
    await page.goto(path);
    await artist.expectConnected();
    await pressOn(artist, page.getByRole("link", { name: "Recount it yourself" }));
    await expect(page.getByRole("heading", { level: 1, name: "Recount" })).toBeVisible();
    await pressOn(artist, page.getByRole("button", { name: "Count them" }));
    await expect(page.getByRole("heading", { name: "Everything is as published" })).toBeVisible();
    await pressOn(artist, page.getByRole("button", { name: "Look for it" }));
    await expect(page.getByText("Decision 1: “The ferry”")).toBeVisible();
  });

  await test.step("locks the master", async () => {
    await letTimePass(DAY + 60);
    await page.goto(path);
    await artist.expectConnected();
    await tabTo(
      artist,
      page.getByRole("checkbox", { name: "The recording of the session is the final one" }),
    );
    await page.keyboard.press("Space");
    await agree(artist, "Review the lock", "Lock it");
    await artist.expectDone(`Locking ${TITLE}`);
    await expect(page.getByRole("heading", { name: "The master is locked" })).toBeVisible();
  });
});

import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { confirm, reviewDialog } from "./dialogs.ts";
import type { Person } from "./person.ts";
import { expectAccessible } from "./watch.ts";

/** The demo wallets that own the Safe; two of them have to sign. */
export const OWNERS = {
  one: "Demo: Operator one (operator)",
  two: "Demo: Operator two (operator)",
  three: "Demo: Operator three (operator)",
} as const;

/** Somebody else takes the seat at the same device. */
export async function handOver(person: Person, wallet: string): Promise<void> {
  await person.page
    .getByRole("banner")
    .getByRole("button", { name: /^Disconnect/ })
    .click();
  await expect(person.page.getByRole("banner").getByRole("button", { name: "Connect" })).toBeVisible();
  await person.connect(wallet);
}

/** Opens the review of an action and signs what it proposes as an owner. */
export async function propose(owner: Person, button: string | RegExp, words: string): Promise<void> {
  await owner.page.getByRole("button", { name: button }).click();
  const review = reviewDialog(owner);
  await expect(review).toContainText(words);
  await expect(review).toContainText("the Safe 0x");
  await expectAccessible(owner.page);
  await confirm(owner, "Sign as an owner");
  await expect(review).toBeHidden();
}

/** The text of the newest proposal, as its file has it. */
export async function saveProposal({ page }: Person): Promise<string> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as a file" }).last().click();
  return readFile(await (await downloading).path(), "utf8");
}

/** Takes a proposal that another owner passed on. */
export async function takeProposal({ page }: Person, text: string): Promise<void> {
  await page.getByText("Take a proposal from another owner").click();
  await page.getByLabel("The text they passed on").fill(text);
  await page.getByRole("button", { name: "Take it" }).click();
  await expect(page.getByLabel("The text they passed on")).toHaveValue("");
}

/** Signs the newest proposal on this device and executes it. */
export async function signAndExecute(owner: Person, words: string): Promise<void> {
  const { page } = owner;
  const item = page
    .getByRole("listitem")
    .filter({ hasText: words })
    .filter({ has: page.getByRole("heading") });
  await item.getByRole("button", { name: /^Sign transaction/ }).click();
  await expect(reviewDialog(owner)).toContainText(words);
  await confirm(owner, "Sign as an owner");
  await item.getByRole("button", { name: /^Execute transaction/ }).click();
  await expect(reviewDialog(owner)).toContainText("2 of 2");
  await confirm(owner, "Execute");
  await owner.expectDone(words);
}

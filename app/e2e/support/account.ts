import { expect } from "@playwright/test";
import { codeOf, linkOf, nextLetter } from "./mailbox.ts";
import type { Person } from "./person.ts";

const SIGN_IN = /^Sign in to AudiFi$/;

async function askForLetter({ page }: Person, email: string): Promise<void> {
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.getByRole("button", { name: "Send me a letter" }).click();
  await expect(page.getByText("A letter is on its way")).toBeVisible();
}

export async function expectSignedIn({ page }: Person): Promise<void> {
  await expect(page.getByRole("banner").getByRole("link", { name: "Your account" })).toBeVisible();
}

/** Signs in, or up, by the link of a letter, which is opened twice: by a scanner that looks, and by the person. */
export async function signInByLink(person: Person, email: string): Promise<void> {
  await person.visit("/sign-in");
  await askForLetter(person, email);
  const link = linkOf(await nextLetter(email, SIGN_IN));
  await fetch(link);
  await person.page.goto(link);
  await person.page.getByRole("button", { name: "Yes, sign me in" }).click();
}

export async function signInByCode(
  person: Person,
  email: string,
  { wrongFirst = false, next = "/settings" } = {},
): Promise<void> {
  const { page } = person;
  await page.goto(`/sign-in?next=${next}`);
  await askForLetter(person, email);
  const code = codeOf(await nextLetter(email, SIGN_IN));
  if (wrongFirst) {
    await page.getByLabel("Code of the letter").fill(code === "000000" ? "000001" : "000000");
    await page.getByRole("button", { name: "Confirm the code" }).click();
    await expect(person.warning).toContainText("This code is not right");
  }
  await page.getByLabel("Code of the letter").fill(code);
  await page.getByRole("button", { name: "Confirm the code" }).click();
}

export async function signInByWallet(person: Person): Promise<void> {
  await person.page.goto("/sign-in");
  await person.expectConnected();
  await person.page.getByRole("button", { name: /^Sign in as 0x/ }).click();
}

export async function signOut({ page }: Person): Promise<void> {
  await page.goto("/settings");
  await page.getByRole("main").getByRole("button", { name: "Sign out", exact: true }).first().click();
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
}

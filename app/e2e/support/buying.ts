import { expect } from "@playwright/test";
import type { Person } from "./person.ts";

const panel = ({ page }: Person) => page.getByRole("region", { name: "Buy shares" });

export const buyPanel = panel;

export function reviewDialog({ page }: Person) {
  return page.getByRole("dialog").filter({ has: page.getByRole("heading", { level: 2 }) });
}

/** Types a number of shares and opens the review. */
export async function reviewPurchase(person: Person, count: number): Promise<void> {
  await panel(person).getByLabel("How many").fill(String(count));
  await panel(person).getByRole("button", { name: "Review purchase" }).click();
  await expect(reviewDialog(person)).toBeVisible();
}

export async function confirm(person: Person, label: string | RegExp): Promise<void> {
  await reviewDialog(person).getByRole("button", { name: label }).click();
}

/** The whole purchase, as a person does it who is connected and looks at the master's page. */
export async function buyShares(person: Person, count: number, title: string): Promise<void> {
  await reviewPurchase(person, count);
  await confirm(person, /^Buy for/);
  await person.expectDone(`Buying ${count} share${count === 1 ? "" : "s"} of ${title}`);
}

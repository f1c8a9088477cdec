import { expect } from "@playwright/test";
import { confirm, reviewDialog } from "./dialogs.ts";
import type { Person } from "./person.ts";

export function buyPanel({ page }: Person) {
  return page.getByRole("region", { name: "Buy shares" });
}

/** Types a number of shares and opens the review. */
export async function reviewPurchase(person: Person, count: number): Promise<void> {
  await buyPanel(person).getByLabel("How many").fill(String(count));
  await buyPanel(person).getByRole("button", { name: "Review purchase" }).click();
  await expect(reviewDialog(person)).toBeVisible();
}

/** The whole purchase, as a person does it who is connected and looks at the master's page. */
export async function buyShares(person: Person, count: number, title: string): Promise<void> {
  await reviewPurchase(person, count);
  await confirm(person, /^Buy for/);
  await person.expectDone(`Buying ${count} share${count === 1 ? "" : "s"} of ${title}`);
}

import type { Person } from "./person.ts";

/** The dialog in which a person reviews what the wallet will be asked. */
export function reviewDialog({ page }: Person) {
  return page.getByRole("dialog").filter({ hasText: "What your wallet will ask" });
}

export async function confirm(person: Person, label: string | RegExp): Promise<void> {
  await reviewDialog(person).getByRole("button", { name: label }).click();
}

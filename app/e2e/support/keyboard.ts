import type { Locator } from "@playwright/test";
import type { Person } from "./person.ts";

const TABS_AT_MOST = 60;

/** Moves the focus with the Tab key until it is on `target`. */
export async function tabTo({ page }: Person, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < TABS_AT_MOST; tabs += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${String(target)} cannot be reached with the Tab key`);
}

export async function pressOn(person: Person, target: Locator): Promise<void> {
  await tabTo(person, target);
  await person.page.keyboard.press("Enter");
}

import { type Browser, type BrowserContextOptions, expect, type Page, test as base } from "@playwright/test";
import type { PrivateKeyAccount } from "viem";
import type { TransactionRecord } from "../../src/lib/format/transaction.ts";
import { keyOfTransactions } from "../../src/lib/state/kept-transactions.ts";
import { endpoints, fundedAccount } from "./stack.ts";
import { TestWallet } from "./wallet.ts";
import { expectAccessible, Watch } from "./watch.ts";

const checkedKinds = new Set<string>();

/** Somebody with a browser and a wallet. */
export class Person {
  readonly page: Page;
  readonly wallet: TestWallet;
  readonly watch: Watch;
  /** Transactions that were waited for. */
  readonly #done = new Set<string>();

  private constructor(page: Page, wallet: TestWallet, watch: Watch) {
    this.page = page;
    this.wallet = wallet;
    this.watch = watch;
  }

  static async arrive(
    browser: Browser,
    name: string,
    options: BrowserContextOptions & { account?: PrivateKeyAccount } = {},
  ): Promise<Person> {
    const { account = await fundedAccount(), ...rest } = options;
    const context = await browser.newContext({ baseURL: endpoints.app, ...rest });
    const watch = new Watch();
    await watch.start(context);
    const wallet = new TestWallet(name, account);
    await wallet.install(context);
    return new Person(await context.newPage(), wallet, watch);
  }

  /** Opens a page; the first of its kind is checked with axe. */
  async visit(path: string): Promise<void> {
    await this.page.goto(path);
    const kind = path.replace(/\d+/g, "0");
    if (checkedKinds.has(kind)) return;
    await expectAccessible(this.page);
    checkedKinds.add(kind);
  }

  /** Connects through the wallet dialog; the choice is remembered by the browser. */
  async connect(wallet = this.wallet.name): Promise<void> {
    const dialog = this.page.getByRole("dialog");
    // A click before the page's script has arrived is lost, and a person clicks again.
    await expect(async () => {
      if (!(await dialog.isVisible())) {
        await this.page
          .getByRole("banner")
          .getByRole("button", { name: "Connect" })
          .click({ timeout: 1_000 });
      }
      await expect(dialog).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 60_000 });
    await dialog.getByRole("button", { name: wallet, exact: true }).click();
    await this.expectConnected();
  }

  async expectConnected(): Promise<void> {
    await expect(this.page.getByRole("banner").getByRole("button", { name: /^Disconnect/ })).toBeVisible();
  }

  /**
   * Waits until another transaction is mined and the page's figures include it, and puts the message away. The message
   * goes by itself as well, so what counts is what the page has written down.
   */
  async expectDone(label: string | RegExp): Promise<void> {
    await expect.poll(() => this.#findDone(label), { message: `${label} is done` }).toBe(true);
    const message = this.page.locator('[data-stage="done"]', { hasText: label });
    await message.getByRole("button").evaluateAll((buttons: HTMLElement[]) => {
      for (const button of buttons) button.click();
    });
  }

  async #findDone(label: string | RegExp): Promise<boolean> {
    // A page on its way to another one cannot be asked.
    const kept = await this.page
      .evaluate((key) => localStorage.getItem(key), keyOfTransactions(endpoints.chainId))
      .catch(() => null);
    const records = JSON.parse(kept ?? "[]") as readonly TransactionRecord[];
    const isMeant = ({ label: words }: TransactionRecord) =>
      typeof label === "string" ? words.toLowerCase().includes(label.toLowerCase()) : label.test(words);
    const found = records.find(
      (record) => record.stage === "done" && isMeant(record) && !this.#done.has(record.hash),
    );
    if (found) this.#done.add(found.hash);
    return found !== undefined;
  }

  /** The warning that answers what the person just did. */
  get warning() {
    return this.page.getByRole("alert");
  }
}

interface Fixtures {
  /** Lets somebody arrive with a fresh browser and a funded account; at the end nothing may have gone wrong unseen. */
  arrive: (name: string, options?: Parameters<typeof Person.arrive>[2]) => Promise<Person>;
}

export const test = base.extend<Fixtures>({
  arrive: async ({ browser }, use) => {
    const people: Person[] = [];
    await use(async (name, options) => {
      const person = await Person.arrive(browser, name, options);
      people.push(person);
      return person;
    });
    for (const { page, watch } of people) {
      await page.context().close();
      watch.expectNothing();
    }
  },
});

export { expect };

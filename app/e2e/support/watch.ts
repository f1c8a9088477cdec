import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { endpoints } from "./stack.ts";

const OURS = [endpoints.app, endpoints.rpc, endpoints.ipfs, endpoints.relay].map(
  (url) => new URL(url).origin,
);
// Where Stripe would take a card; people are sent there, pages load nothing from it.
const CARD_PAGES = /^\/(pay|portal|onramp|invoice)\/\w+$/;

/** Collects what a person would not see but must not happen: errors, broken policy, requests to strangers. */
export class Watch {
  readonly #problems: string[] = [];
  // Other tests launch masters whose covers nobody pinned; every list of masters shows them from then on.
  // The relay's stream breaks off when the stack stops or the computer loses its network; pages take it up again.
  // A node that is slow for a moment is answered for with 503 or 504, and pages ask again.
  readonly #allowed: RegExp[] = [
    /Failed to load resource.*(404|50[34]).*\/image\//,
    /Failed to load resource.*503.*\/api\/head/,
    /Failed to load resource.*\/v1\/live/,
  ];

  async start(context: BrowserContext): Promise<void> {
    await context.exposeBinding("audifiReportViolation", ({ page }, words: string) => {
      this.#problems.push(`content policy on ${page.url()}: ${words}`);
    });
    await context.addInitScript(() => {
      const { audifiReportViolation } = window as unknown as {
        audifiReportViolation: (words: string) => void;
      };
      window.addEventListener("securitypolicyviolation", (event) =>
        audifiReportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
      );
    });
    context.on("console", (message) => {
      if (message.type() !== "error") return;
      this.#problems.push(
        `console on ${message.page()?.url()}: ${message.text()} (${message.location().url})`,
      );
    });
    context.on("weberror", (error) => {
      this.#problems.push(`uncaught on ${error.page()?.url()}: ${error.error().message}`);
    });
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (!url.protocol.startsWith("http") || OURS.includes(url.origin)) return;
      if (request.isNavigationRequest() && url.hostname === "127.0.0.1" && CARD_PAGES.test(url.pathname))
        return;
      this.#problems.push(`request to a stranger: ${request.url()}`);
    });
  }

  /** For failures that a test provokes: what matches is expected from now on. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  expectNothing(): void {
    const unexpected = this.#problems.filter(
      (words) => !this.#allowed.some((pattern) => pattern.test(words)),
    );
    expect(unexpected, "errors, policy violations and foreign requests").toEqual([]);
  }
}

/** No serious or critical finding of axe on the page, of these rules or all, once its transitions have come to rest. */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  // Half-way through a change of colour a contrast is neither the one before nor the one after.
  await page.waitForFunction(() =>
    document.getAnimations().every((animation) => {
      const isEndless = animation.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY;
      return isEndless || animation.playState !== "running";
    }),
  );
  const builder = new AxeBuilder({ page });
  const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
  const grave = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  expect(grave, `axe on ${page.url()}`).toEqual([]);
}

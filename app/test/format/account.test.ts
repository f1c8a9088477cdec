import { describe, expect, it } from "vitest";
import { ownPath } from "../../src/lib/format/answer.ts";
import { describeBrowser } from "../../src/lib/format/browser.ts";
import { describeNotification } from "../../src/lib/format/notification.ts";

describe("ownPath", () => {
  it.each(["/", "/settings", "/masters/1?sort=newest#buy"])("goes back to %s", (path) => {
    expect(ownPath(path, "/other")).toBe(path);
  });

  it.each([
    null,
    "",
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "/a b",
  ])("does not go to %s", (path) => {
    expect(ownPath(path, "/other")).toBe("/other");
  });
});

describe("describeBrowser", () => {
  it.each([
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
    [
      "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0",
      "Edge on Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
      "Safari on iPhone",
    ],
    ["curl/8.0", "Unknown browser"],
    ["", "Unknown browser"],
  ])("names %s", (agent, words) => {
    expect(describeBrowser(agent)).toBe(words);
  });
});

describe("describeNotification", () => {
  it("tells a kind that it does not know by its topic", () => {
    const { title } = describeNotification("dividends", "dividend.of-tomorrow", {});
    expect(title).toBe("Revenue was deposited for shares that you hold");
  });

  it("leads nowhere but to pages of the app", () => {
    expect(describeNotification("sales", "share.sold", { number: "7" }).href).toBe("/masters/7");
    expect(describeNotification("sales", "share.sold", { number: "7/../x" }).href).toBeNull();
    expect(describeNotification("sales", "share.sold", { master: "//evil.example" }).href).toBeNull();
  });

  it("says what a deposit brought", () => {
    const data = { title: "Harb\u202Eour", number: "3", amount: "1250000", currency: "USDC", decimals: "6" };
    expect(describeNotification("dividends", "dividend.deposited", data)).toEqual({
      title: "Harbour has earned 1.25 USDC for your shares",
      href: "/masters/3",
    });
  });

  it("says no amount that it cannot read", () => {
    const data = { title: "Harbour", amount: "1e9", currency: "USDC", decimals: "6" };
    expect(describeNotification("dividends", "dividend.deposited", data).title).toBe(
      "Harbour has earned for your shares",
    );
  });

  it.each([
    [{ status: "active", endsAtPeriodEnd: "false" }, "Your subscription runs"],
    [{ status: "active", endsAtPeriodEnd: "true" }, "Your subscription is cancelled and runs out"],
    [{ status: "past_due", endsAtPeriodEnd: "false" }, "The payment of your subscription failed"],
    [{ status: "canceled", endsAtPeriodEnd: "true" }, "Your subscription has ended"],
  ])("tells how a subscription stands: %o", (data, words) => {
    const { title, href } = describeNotification("billing", "subscription.changed", data);
    expect([title, href]).toEqual([words, "/settings/billing"]);
  });
});

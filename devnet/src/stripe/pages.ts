import type { Checkout, Invoice, Onramp, Portal, Subscription } from "./records.ts";
import { priceOf } from "./objects.ts";

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escape = (value: string): string => value.replace(/[&<>"']/g, (char) => entities[char] ?? char);
const dollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`;
const day = (seconds: number): string => new Date(seconds * 1_000).toISOString().slice(0, 10);

const style = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;display:grid;place-items:center;min-height:100vh;background:Canvas;color:CanvasText}
main{width:min(26rem,calc(100vw - 2rem));padding:1.5rem 0}
form,section{display:grid;gap:.75rem;margin-block:1rem}
label{display:grid;gap:.25rem}
input{font:inherit;padding:.6rem;border:1px solid GrayText;border-radius:.4rem;background:Field;color:FieldText}
button{font:inherit;font-weight:600;padding:.7rem;border:0;border-radius:.4rem;background:#3b34c4;color:#fff}
button.quiet{background:none;color:inherit;border:1px solid GrayText}
.note{font-size:.85rem}.alert{border-inline-start:4px solid #c02020;padding-inline-start:.75rem}
code{overflow-wrap:anywhere}`;

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${escape(title)}</title><style>${style}</style></head><body><main><h1>${escape(title)}</h1>` +
  `<p class="note">Stands in for Stripe on the local chain. No card is charged.</p>${body}</main></body></html>`;

const alert = (problem?: string): string =>
  problem === undefined ? "" : `<p class="alert" role="alert">${escape(problem)}</p>`;

const card = `<label>Card number<input name="card" inputmode="numeric" autocomplete="cc-number" value="4242 4242 4242 4242" required></label>
<p class="note">4242 4242 4242 4242 pays, 4000 0000 0000 0002 is declined.</p>`;

export const checkoutPage = ({ price, cancelUrl }: Checkout, problem?: string): string => {
  const { amount, interval } = priceOf(price);
  return page(
    "Subscribe to Supporter",
    `<p><strong>${dollars(amount)}</strong> each ${interval}</p>${alert(problem)}<form method="post">${card}` +
      `<button>Subscribe</button></form><p><a href="${escape(cancelUrl)}">Back without paying</a></p>`,
  );
};

const standing = ({ id, price, status, cancelAtPeriodEnd, periodEnd }: Subscription): string => {
  const { amount, interval } = priceOf(price);
  const what = `<h2>Supporter, ${dollars(amount)} each ${interval}</h2>`;
  if (status === "canceled") return `<section>${what}<p>Ended.</p></section>`;
  const until = cancelAtPeriodEnd
    ? `Runs until ${day(periodEnd)}, then ends.`
    : `Renews on ${day(periodEnd)}.`;
  const choices = cancelAtPeriodEnd
    ? `<button name="do" value="resume">Keep the subscription</button>`
    : `<button name="do" value="cancel">Cancel at the end of the period</button>`;
  const form =
    `<form method="post"><input type="hidden" name="subscription" value="${id}">${choices}` +
    `<button class="quiet" name="do" value="end">End it now</button></form>`;
  return `<section>${what}<p>${until}</p>${form}</section>`;
};

export const portalPage = (portal: Portal, subscriptions: Subscription[], invoices: Invoice[]): string =>
  page(
    "Your subscription",
    (subscriptions.map(standing).join("") || "<p>There is none.</p>") +
      `<h2>Invoices</h2><ul>${invoices.map(({ id, number }) => `<li><a href="/invoice/${id}">${number}</a></li>`).join("")}</ul>` +
      `<p><a href="${escape(portal.returnUrl)}">Back to AudiFi</a></p>`,
  );

export const invoicePage = ({ number, total, created }: Invoice): string =>
  page(`Invoice ${number}`, `<p>${day(created)}</p><p>Paid: <strong>${dollars(total)}</strong></p>`);

export const onrampPage = (
  { wallet, currency, amount, status, transaction }: Onramp,
  problem?: string,
): string => {
  const name = currency.toUpperCase();
  if (status === "fulfillment_complete") {
    return page(
      "Delivered",
      `<p role="status">${escape(amount ?? "")} ${name} arrived in <code>${escape(wallet)}</code>.</p>` +
        `<p class="note">Transaction <code>${escape(transaction ?? "")}</code></p><p>You can close this page.</p>`,
    );
  }
  return page(
    `Buy ${name}`,
    `<p>It is delivered to <code>${escape(wallet)}</code> and nowhere else.</p>${alert(problem)}<form method="post">` +
      `<label>Amount in ${name}<input name="amount" inputmode="decimal" value="${escape(amount ?? "50")}" required></label>` +
      `${card}<button>Pay</button></form>`,
  );
};

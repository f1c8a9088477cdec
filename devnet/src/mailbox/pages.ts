import type { StoredLetter } from "./letter-store.ts";

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --line: #8884; }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem; }
h1 { font-size: 1.4rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
ul { list-style: none; margin: 0; padding: 0; }
li { border-top: 1px solid var(--line); }
li a { display: block; padding: 0.75rem 0; color: inherit; text-decoration: none; }
li a:hover strong, li a:focus-visible strong { text-decoration: underline; }
small, dt { opacity: 0.75; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0 1rem; margin: 0 0 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { width: 100%; height: 32rem; border: 1px solid var(--line); background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border-top: 1px solid var(--line); padding-top: 1rem; }`;

const page = (title: string, body: string, head = ""): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `${head}<title>${escape(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;

const time = (iso: string): string =>
  `<time datetime="${iso}">${iso.slice(0, 16).replace("T", " ")} UTC</time>`;

/** Looks for new letters by itself: somebody is waiting for one. */
export const listPage = (letters: readonly StoredLetter[]): string => {
  const items = letters.map(
    ({ id, subject, to, receivedAt }) =>
      `<li><a href="/letters/${id}"><strong>${escape(subject)}</strong><br>` +
      `<small>to ${escape(to.join(", "))} · ${time(receivedAt)}</small></a></li>`,
  );
  const content =
    items.length > 0
      ? `<ul>${items.join("")}</ul>`
      : "<p>No letters yet. What the relay sends, such as a sign-in link, appears here.</p>";
  return page(
    "Mailbox",
    `<main><h1>Mailbox of this machine</h1>${content}</main>`,
    `<meta http-equiv="refresh" content="4">`,
  );
};

export const letterPage = ({ id, subject, from, to, receivedAt, text }: StoredLetter): string =>
  page(
    subject,
    `<main><p><a href="/">All letters</a></p><h1>${escape(subject)}</h1>` +
      `<dl><dt>From</dt><dd>${escape(from)}</dd><dt>To</dt><dd>${escape(to.join(", "))}</dd>` +
      `<dt>At</dt><dd>${time(receivedAt)}</dd></dl>` +
      `<iframe title="The letter" src="/letters/${id}/html" ` +
      `sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>` +
      `<h2>As plain text</h2><pre>${escape(text)}</pre></main>`,
  );

export const missingPage = (): string =>
  page("No such letter", `<main><h1>There is no such letter.</h1><p><a href="/">All letters</a></p></main>`);

/** The letter as it is, its links leading out of the frame. */
export const letterContent = ({ html, text }: StoredLetter): string =>
  `<base target="_top">${html || `<pre>${escape(text)}</pre>`}`;

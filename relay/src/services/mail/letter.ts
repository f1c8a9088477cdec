/** What a letter says. It is rendered when it is sent, as plain text and as HTML. */
export interface Letter {
  subject: string;
  paragraphs: readonly string[];
  action?: { label: string; url: string };
  /** Shown large, to be typed in elsewhere. */
  code?: string;
  /** Said after action and code. */
  closing?: readonly string[];
}

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const PAPER = "#f6f1e9";
const INK = "#1b1714";
const QUIET = "#6b6259";

const paragraph = (text: string, style = ""): string =>
  `<p style="margin:0 0 16px;${style}">${escape(text)}</p>`;

const renderHtml = ({ subject, paragraphs, action, code, closing = [] }: Letter): string =>
  [
    "<!doctype html>",
    `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<title>${escape(subject)}</title></head>`,
    `<body style="margin:0;padding:32px 16px;background:${PAPER};color:${INK};`,
    `font:16px/1.5 system-ui,-apple-system,'Segoe UI',Arial,sans-serif">`,
    `<div style="max-width:480px;margin:0 auto">`,
    `<p style="margin:0 0 24px;font-size:20px;font-weight:700">AudiFi</p>`,
    ...paragraphs.map((text) => paragraph(text)),
    action === undefined
      ? ""
      : `<p style="margin:0 0 24px"><a href="${escape(action.url)}" style="display:inline-block;padding:12px 20px;` +
        `background:${INK};color:${PAPER};text-decoration:none;border-radius:4px">${escape(action.label)}</a></p>`,
    code === undefined
      ? ""
      : `<p style="margin:0 0 24px;font:700 28px/1.2 ui-monospace,Menlo,Consolas,monospace;letter-spacing:4px">` +
        `${escape(code)}</p>`,
    ...closing.map((text) => paragraph(text, `font-size:14px;color:${QUIET}`)),
    "</div></body></html>",
  ].join("");

const renderText = ({ paragraphs, action, code, closing = [] }: Letter): string =>
  [
    ...paragraphs,
    ...(action === undefined ? [] : [`${action.label}:\n${action.url}`]),
    ...(code === undefined ? [] : [code]),
    ...closing,
    "AudiFi",
  ].join("\n\n");

export const renderLetter = (letter: Letter): { subject: string; text: string; html: string } => ({
  // A line break would end the header it stands in.
  subject: letter.subject.replace(/\s+/g, " "),
  text: renderText(letter),
  html: renderHtml(letter),
});

import type { Handle, ServerInit } from "@sveltejs/kit/hooks";
import { compress } from "#lib/server/compression.ts";
import { environment } from "#lib/server/config.ts";
import { extendPolicy } from "#lib/server/security.ts";

export const init: ServerInit = () => {
  environment();
};

const HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
  "cross-origin-opener-policy": "same-origin-allow-popups",
};

export const handle: Handle = async ({ event, resolve }) => {
  const theme = event.cookies.get("theme");
  const attribute = theme === "dark" || theme === "light" ? ` data-theme="${theme}"` : "";
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('<html lang="en"', `<html lang="en"${attribute}`),
    preload: ({ type, path }) => type !== "font" || path.includes("latin-wght-normal"),
  });
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  const policy = response.headers.get("content-security-policy");
  if (policy) response.headers.set("content-security-policy", extendPolicy(policy, environment()));
  return compress(event.request, response);
};

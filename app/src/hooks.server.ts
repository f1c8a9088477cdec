import { redirect, type RequestEvent } from "@sveltejs/kit";
import type { Handle, ServerInit } from "@sveltejs/kit/hooks";
import { compress } from "#lib/server/compression.ts";
import { environments } from "#lib/server/config.ts";
import { chooseNetwork } from "#lib/server/network-choice.ts";
import { extendPolicy } from "#lib/server/security.ts";

export const init: ServerInit = () => {
  environments();
};

const HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
  "cross-origin-opener-policy": "same-origin-allow-popups",
};

function chooseFor(event: RequestEvent): void {
  const { request, cookies, isDataRequest } = event;
  const isDocument =
    request.method === "GET" && !isDataRequest && /\btext\/html\b/.test(request.headers.get("accept") ?? "");
  const choice = chooseNetwork(
    { url: event.url, isDocument, remembered: cookies.get("network") },
    environments(),
  );
  if (choice.redirectTo) redirect(307, choice.redirectTo);
  if (choice.remember) cookies.set("network", choice.remember, { path: "/", maxAge: 60 * 60 * 24 * 365 });
  event.locals.environment = choice.environment;
  event.locals.unknownNetwork = choice.unknown;
}

export const handle: Handle = async ({ event, resolve }) => {
  chooseFor(event);
  const theme = event.cookies.get("theme");
  const attribute = theme === "dark" || theme === "light" ? ` data-theme="${theme}"` : "";
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('<html lang="en"', `<html lang="en"${attribute}`),
    // A face that arrives while the page is first laid out has it laid out again before anything is seen.
    preload: ({ type }) => type !== "font",
  });
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  const policy = response.headers.get("content-security-policy");
  if (policy) {
    response.headers.set("content-security-policy", extendPolicy(policy, event.locals.environment));
  }
  if (event.locals.unknownNetwork === null) return compress(event.request, response);
  const { body, headers } = response;
  return compress(event.request, new Response(body, { status: 404, headers }));
};

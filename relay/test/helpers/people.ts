import { Sessions } from "../../src/services/identity/sessions.ts";
import { APP_ORIGIN, RELAY_SECRET } from "./config.ts";
import type { TestRelay } from "./relay.ts";

/** A browser that is at the app: keeps cookies and names its origin. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #base: string;
  origin: string | undefined = APP_ORIGIN;

  constructor({ url }: Pick<TestRelay, "url">) {
    this.#base = url;
  }

  async request(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = new Headers({ "user-agent": "Test browser" });
    if (this.origin !== undefined) headers.set("origin", this.origin);
    if (this.cookies.size > 0)
      headers.set("cookie", [...this.cookies].map((pair) => pair.join("=")).join("; "));
    if (body !== undefined) headers.set("content-type", "application/json");
    const response = await fetch(this.#base + path, {
      ...{ method, headers, redirect: "manual" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #keep(line: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === "") this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  get = (path: string) => this.request("GET", path);
  post = (path: string, body?: unknown) => this.request("POST", path, body);
}

export interface Person {
  accountId: string;
  browser: Browser;
}

/** Somebody with an account and a session, as if they had signed in by e-mail. */
export const createPerson = async (relay: TestRelay): Promise<Person> => {
  const { rows } = await relay.database.query("insert into relay.accounts default values returning id");
  const [{ id: accountId }] = rows as [{ id: string }];
  return { accountId, browser: await signInAgain(relay, accountId) };
};

/** Another browser of the same person. */
export const signInAgain = async (relay: TestRelay, accountId: string): Promise<Browser> => {
  const browser = new Browser(relay);
  const { tokens } = await new Sessions(relay.database, RELAY_SECRET).begin(
    accountId,
    "email",
    "Test browser",
  );
  browser.cookies.set("audifi_access", tokens.access).set("audifi_refresh", tokens.refresh);
  return browser;
};

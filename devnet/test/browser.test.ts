import assert from "node:assert/strict";
import { isAbsolute } from "node:path";
import { it } from "node:test";
import { playwrightsOwn } from "../src/e2e/browser.ts";

it("knows where Playwright keeps a browser, for machines that have none", () => {
  assert.ok(isAbsolute(playwrightsOwn()));
});

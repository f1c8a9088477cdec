import { multipartForm, postStream } from "./multipart.ts";
import { type Bytes, type PinTarget, transferSignal } from "./target.ts";

/** Speaks the RPC of Kubo, or of anything that serves `add`, `cat` and `version` like it. */
export const createKuboTarget = (name: string, address: string): PinTarget => {
  const base = new URL(address);
  const headers: Record<string, string> = {};
  if (base.username !== "" || base.password !== "") {
    const credentials = `${decodeURIComponent(base.username)}:${decodeURIComponent(base.password)}`;
    headers.authorization = `Basic ${Buffer.from(credentials).toString("base64")}`;
    base.username = "";
    base.password = "";
  }
  const root = base.href.replace(/\/+$/, "").replace(/\/api\/v0$/, "");
  const endpoint = (command: string, query: Record<string, string> = {}) =>
    new URL(`${root}/api/v0/${command}?${new URLSearchParams(query)}`);

  return {
    name,
    async add(bytes, size, stopped) {
      const url = endpoint("add", {
        "cid-version": "1",
        "raw-leaves": "true",
        chunker: "size-262144",
        pin: "true",
        quieter: "true",
      });
      const form = multipartForm({}, bytes);
      const response = await postStream(
        url,
        { ...headers, "content-type": form.contentType },
        form.body,
        transferSignal(size, stopped),
      );
      const answer = await response.text();
      if (!response.ok) throw new Error(`${name} refused a file with status ${response.status}`);
      return lastHash(answer, name);
    },
    async cat(cid, signal) {
      const response = await fetch(endpoint("cat", { arg: cid }), { method: "POST", headers, signal });
      if (!response.ok || !response.body) {
        throw new Error(`${name} cannot read a file: status ${response.status}`);
      }
      return response.body as unknown as Bytes;
    },
    async check(signal) {
      const response = await fetch(endpoint("version"), { method: "POST", headers, signal });
      await response.text();
      if (!response.ok) throw new Error(`${name} answered with status ${response.status}`);
    },
  };
};

/** Kubo answers with a line of JSON per file; one without a hash means that it failed after its headers were sent. */
const lastHash = (answer: string, name: string): string => {
  const line = answer.trim().split("\n").at(-1) ?? "";
  let hash: unknown;
  try {
    hash = (JSON.parse(line) as { Hash?: unknown }).Hash;
  } catch {
    hash = undefined;
  }
  if (typeof hash !== "string") throw new Error(`${name} took a file and did not name it`);
  return hash;
};

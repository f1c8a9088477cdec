import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPinataTarget } from "../../src/services/targets/pinata.ts";
import { cidOf } from "../helpers/fake-kubo.ts";

const jwt = "header.payload.signature";
const file = Buffer.from("a file\r\nwith a blank line\r\n\r\nand an end");
const requests: { method: string; path: string; authorization: string; body: string }[] = [];
let status = 200;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    requests.push({
      method: request.method ?? "",
      path: request.url ?? "",
      authorization: request.headers.authorization ?? "",
      body: Buffer.concat(chunks).toString("latin1"),
    });
    response.writeHead(status, { "content-type": "application/json" });
    if (request.url?.startsWith("/ipfs/")) response.end(file);
    else response.end(JSON.stringify({ data: { id: "1", cid: cidOf(file), size: file.length } }));
  });
});
let target: ReturnType<typeof createPinataTarget>;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  target = createPinataTarget(jwt, url, { api: url, uploads: url });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function* bytes() {
  yield file.subarray(0, 10);
  yield file.subarray(10);
}

describe("createPinataTarget", () => {
  it("uploads to the public network and returns the CID", async () => {
    expect(await target.add(bytes(), file.length)).toBe(cidOf(file));
    const request = requests.at(-1);
    expect(request).toMatchObject({ method: "POST", path: "/v3/files", authorization: `Bearer ${jwt}` });
    expect(request?.body).toContain('name="network"\r\n\r\npublic\r\n');
    expect(request?.body).toContain(`\r\n\r\n${file.toString("latin1")}\r\n--`);
  });

  it("asks for a CID, reads a file back and checks its token", async () => {
    await target.pinByCid?.(cidOf(file));
    expect(requests.at(-1)).toMatchObject({
      path: "/v3/files/public/pin_by_cid",
      body: `{"cid":"${cidOf(file)}"}`,
    });
    const parts: Uint8Array[] = [];
    for await (const part of await target.cat(cidOf(file), AbortSignal.timeout(60_000))) parts.push(part);
    expect(Buffer.concat(parts)).toEqual(file);
    await target.check(AbortSignal.timeout(60_000));
  });

  it("fails, without the token in the message, when it is refused", async () => {
    status = 401;
    const failure = await target.add(bytes(), file.length).catch((error: Error) => error.message);
    status = 200;
    expect(failure).toBe("pinata refused a file with status 401");
  });
});

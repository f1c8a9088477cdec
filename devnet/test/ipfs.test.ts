import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { listenIpfs } from "../src/ipfs/server.ts";

const MISSING = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";
const folder = mkdtempSync(join(tmpdir(), "audifi-ipfs-"));
let node: Awaited<ReturnType<typeof listenIpfs>>;
let url: string;

before(async () => {
  node = await listenIpfs({ folder, host: "127.0.0.1", port: 0, maxFileBytes: 2_000_000 });
  url = `http://127.0.0.1:${node.port}`;
});
after(async () => {
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});

const rpc = (path: string, init: RequestInit = {}) =>
  fetch(`${url}/api/v0/${path}`, { method: "POST", ...init });

function form(content: Uint8Array | string, name = "file"): FormData {
  const data = new FormData();
  data.set("file", new Blob([content as Uint8Array<ArrayBuffer>]), name);
  return data;
}

async function add(content: Uint8Array | string, query = "cid-version=1"): Promise<string> {
  const response = await rpc(`add?${query}`, { body: form(content) });
  assert.equal(response.status, 200);
  return ((await response.json()) as { Hash: string }).Hash;
}

describe("IPFS node", () => {
  describe("add", () => {
    // What `ipfs add` prints for the same bytes.
    const known: [string, Uint8Array | string, string, string][] = [
      ["hello world, v0", "hello world", "cid-version=0", "Qmf412jQZiuVUtdgnB36FXFX7xg5V6KEbSJ4dpQuhkLyfD"],
      [
        "hello world, v1",
        "hello world",
        "cid-version=1",
        "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e",
      ],
      [
        "hello world and a line end, v0",
        "hello world\n",
        "",
        "QmT78zSuBmuS4z925WZfrqQ1qHaJ56DQaTfyMUF7F8ff5o",
      ],
      ["an empty file, v0", "", "", "QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH"],
      [
        "a mebibyte of zeros in four leaves, v0",
        new Uint8Array(1_048_576),
        "",
        "QmVkbauSDEaMP4Tkq6Epm9uW75mWm136n81YH8fGtfwdHU",
      ],
    ];
    for (const [what, content, query, cid] of known) {
      it(`gives ${what} Kubo's CID`, async () => assert.equal(await add(content, query), cid));
    }

    it("refuses a file above the limit and keeps working", async () => {
      const response = await rpc("add", { body: form(new Uint8Array(2_000_001)) });
      assert.equal(response.status, 413);
      assert.match(((await response.json()) as { Message: string }).Message, /larger than/);
      await add("still there");
    });

    it("refuses what is no form, and an empty one", async () => {
      assert.equal((await rpc("add", { body: "no form" })).status, 400);
      assert.equal((await rpc("add", { body: new FormData() })).status, 400);
    });

    it("refuses web pages", async () => {
      const response = await rpc("add", { body: form("x"), headers: { origin: "https://evil.example" } });
      assert.equal(response.status, 403);
    });
  });

  describe("cat, block/get, pins and stats", () => {
    it("gives the bytes back, a part of them too", async () => {
      const content = Uint8Array.from({ length: 600_000 }, (_, index) => index % 251);
      const cid = await add(content);
      assert.deepEqual(new Uint8Array(await (await rpc(`cat?arg=${cid}`)).arrayBuffer()), content);
      const part = await rpc(`cat?arg=/ipfs/${cid}&offset=300000&length=7`);
      assert.deepEqual(new Uint8Array(await part.arrayBuffer()), content.slice(300_000, 300_007));
    });

    it("answers for what it does not have instead of looking for it elsewhere", async () => {
      for (const command of ["cat", "block/get", "pin/add", "files/stat"]) {
        assert.equal((await rpc(`${command}?arg=${MISSING}`)).status, 404, command);
      }
      assert.equal((await rpc("cat?arg=not-a-cid")).status, 400);
    });

    it("lists what was pinned", async () => {
      const cid = await add("pinned");
      const { Keys } = (await (await rpc(`pin/ls?arg=${cid}`)).json()) as { Keys: object };
      assert.deepEqual(Object.keys(Keys), [cid]);
      assert.equal((await rpc(`pin/ls?arg=${MISSING}`)).status, 500);
    });

    it("states a file's size", async () => {
      const stat = (await (await rpc(`files/stat?arg=/ipfs/${await add("12345")}`)).json()) as {
        Size: number;
      };
      assert.equal(stat.Size, 5);
    });
  });

  describe("gateway", () => {
    const get = (path: string, headers: Record<string, string> = {}) =>
      fetch(`${url}/ipfs/${path}`, { headers });
    const wave = Buffer.concat([Buffer.from("RIFF\0\0\0\0WAVEfmt "), Buffer.alloc(1_000, 1)]);

    it("serves ranges, so that audio can be sought", async () => {
      const cid = await add(wave);
      const part = await get(cid, { range: "bytes=100-199" });
      assert.equal(part.status, 206);
      assert.equal(part.headers.get("content-range"), `bytes 100-199/${wave.length}`);
      assert.equal((await part.arrayBuffer()).byteLength, 100);
      const tail = await get(cid, { range: "bytes=-16" });
      assert.equal((await tail.arrayBuffer()).byteLength, 16);
      assert.equal((await get(cid, { range: "bytes=99999-" })).status, 416);
      assert.equal((await get(cid, { range: "bytes=5-2" })).status, 200);
    });

    it("names safe types only and forbids guessing", async () => {
      const types: [Uint8Array | string, string][] = [
        [wave, "audio/wav"],
        ["ID3 music", "audio/mpeg"],
        ['{"a":1}', "application/json"],
        [Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "image/png"],
        ["<svg onload='alert(1)'/>", "application/octet-stream"],
        ["<!doctype html><script>alert(1)</script>", "application/octet-stream"],
      ];
      for (const [content, type] of types) {
        const response = await get(await add(content));
        assert.equal(response.headers.get("content-type"), type);
        assert.equal(response.headers.get("x-content-type-options"), "nosniff");
        assert.match(response.headers.get("content-security-policy") ?? "", /sandbox/);
        assert.equal(response.headers.get("access-control-allow-origin"), "*");
        await response.arrayBuffer();
      }
    });

    it("answers HEAD, a known ETag, an unknown and a broken CID", async () => {
      const cid = await add(wave);
      const head = await fetch(`${url}/ipfs/${cid}`, { method: "HEAD" });
      assert.equal(head.headers.get("content-length"), String(wave.length));
      assert.equal((await get(cid, { "if-none-match": `"${cid}"` })).status, 304);
      assert.equal((await get(MISSING)).status, 404);
      assert.equal((await get("nonsense")).status, 400);
      assert.equal((await get("%E0%A4%A")).status, 400);
    });
  });
});

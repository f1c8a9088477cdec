import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CID } from "multiformats/cid";
import { create as createDigest } from "multiformats/hashes/digest";

export interface FakeKubo {
  url: string;
  /** What it has pinned, by CID. */
  files: Map<string, Buffer>;
  adds: number;
  authorization: string | undefined;
  /** `down` cuts connections, `error` answers 500, `mute` takes a file and fails in the middle of its answer. */
  mode: "up" | "down" | "error" | "mute";
  /** Called before an `add` is answered. */
  beforeAnswer: () => Promise<void>;
  close(): Promise<void>;
}

/** The real CID of a file up to one block; for longer ones a made-up dag-pb CID of the same shape. */
export const cidOf = (bytes: Buffer): string => {
  const digest = createHash("sha256").update(bytes).digest();
  return CID.createV1(bytes.length <= 262_144 ? 0x55 : 0x70, createDigest(0x12, digest)).toString();
};

const readAll = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** Takes the one file out of a multipart form. */
const fileOf = (request: IncomingMessage, form: Buffer): Buffer => {
  const boundary = /boundary=(.+)$/.exec(request.headers["content-type"] ?? "")?.[1] ?? "none";
  const start = form.indexOf('name="file"');
  const from = form.indexOf("\r\n\r\n", start) + 4;
  const to = form.lastIndexOf(`\r\n--${boundary}--`);
  if (start < 0 || to < from) throw new Error("not a form with a file");
  return form.subarray(from, to);
};

export const startFakeKubo = async (): Promise<FakeKubo> => {
  const add = async (request: IncomingMessage, response: ServerResponse, url: URL) => {
    const file = fileOf(request, await readAll(request));
    const isAsAgreed =
      url.searchParams.get("cid-version") === "1" && url.searchParams.get("raw-leaves") === "true";
    if (!isAsAgreed) return response.writeHead(400).end();
    if (state.mode === "error") return response.writeHead(500).end('{"Message":"no space left"}');
    if (state.mode === "mute") return response.writeHead(200).end();
    const cid = cidOf(file);
    state.adds += 1;
    state.files.set(cid, file);
    await state.beforeAnswer();
    return response.end(`${JSON.stringify({ Name: "file", Hash: cid, Size: String(file.length) })}\n`);
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", "http://kubo");
    state.authorization = request.headers.authorization;
    if (state.mode === "down") return response.destroy();
    if (request.method !== "POST") return response.writeHead(405).end();
    if (url.pathname === "/api/v0/version") return response.end('{"Version":"0.30.0"}');
    if (url.pathname === "/api/v0/add") return add(request, response, url);
    const file = state.files.get(url.searchParams.get("arg") ?? "");
    if (url.pathname !== "/api/v0/cat" || !file) return response.writeHead(500).end();
    return response.end(file);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const state: FakeKubo = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files: new Map(),
    adds: 0,
    authorization: undefined,
    mode: "up",
    beforeAnswer: async () => undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return state;
};

import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unixfs, type UnixFS } from "@helia/unixfs";
import { FsBlockstore } from "blockstore-fs";
import { fixedSize } from "ipfs-unixfs-importer/chunker";
import { balanced } from "ipfs-unixfs-importer/layout";
import { CID } from "multiformats/cid";

export class NotFoundError extends Error {
  override name = "NotFoundError";
}

export class BadPathError extends Error {
  override name = "BadPathError";
}

export interface Target {
  cid: CID;
  /** Inside the directory that the CID names; empty for the CID itself. */
  path: string;
}

export interface ImportFormat {
  cidVersion: 0 | 1;
  rawLeaves: boolean;
}

/** Kubo's defaults, so that a file gets the same CID here as anywhere else. */
export function importOptions({ cidVersion, rawLeaves }: ImportFormat) {
  return {
    cidVersion,
    rawLeaves,
    reduceSingleLeafToSelf: true,
    chunker: fixedSize({ chunkSize: 262_144 }),
    layout: balanced({ maxChildrenPerNode: 174 }),
    fileImportConcurrency: 1,
  } as const;
}

export function parseTarget(text: string): Target {
  const [, root = "", path = ""] = /^(?:\/?ipfs\/)?([^/]+)\/?(.*)$/.exec(text) ?? [];
  try {
    return { cid: CID.parse(root), path };
  } catch {
    throw new BadPathError(`"${root.slice(0, 100)}" is not a CID`);
  }
}

/** Files as blocks in a folder. What is not there is not there: nothing is ever fetched from elsewhere. */
export class FileStore {
  readonly files: UnixFS;
  readonly #blocks: FsBlockstore;
  readonly #pins: string;

  private constructor(blocks: FsBlockstore, pins: string) {
    this.#blocks = blocks;
    this.#pins = pins;
    this.files = unixfs({ blockstore: blocks });
  }

  static async open(folder: string): Promise<FileStore> {
    const pins = join(folder, "pins");
    mkdirSync(pins, { recursive: true });
    const blocks = new FsBlockstore(join(folder, "blocks"));
    await blocks.open();
    const store = new FileStore(blocks, pins);
    // graph-node asks every gateway for the empty directory to see whether it is alive.
    await store.files.addDirectory({ path: "" }, importOptions({ cidVersion: 0, rawLeaves: false }));
    return store;
  }

  async stat(target: Target) {
    await this.#requireBlock(target.cid);
    return asNotFound(target, () => this.files.stat(target.cid, { path: target.path, offline: true }));
  }

  async extendedStat(target: Target) {
    await this.#requireBlock(target.cid);
    return asNotFound(target, () =>
      this.files.stat(target.cid, { path: target.path, offline: true, extended: true }),
    );
  }

  cat(target: Target, offset?: number, length?: number): AsyncIterable<Uint8Array> {
    return this.files.cat(target.cid, { path: target.path, offset, length, offline: true });
  }

  async block(cid: CID): Promise<Uint8Array> {
    await this.#requireBlock(cid);
    const parts: Uint8Array[] = [];
    for await (const part of this.#blocks.get(cid)) parts.push(part);
    return Buffer.concat(parts);
  }

  async pin(cid: CID): Promise<void> {
    await this.#requireBlock(cid);
    writeFileSync(join(this.#pins, cid.toString()), "");
  }

  unpin(cid: CID): void {
    rmSync(join(this.#pins, cid.toString()), { force: true });
  }

  pins(): string[] {
    return readdirSync(this.#pins);
  }

  async #requireBlock(cid: CID): Promise<void> {
    if (!(await this.#blocks.has(cid))) throw new NotFoundError(`${cid} is not on this node`);
  }
}

async function asNotFound<T>({ cid, path }: Target, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new NotFoundError(`${cid}${path === "" ? "" : `/${path}`} is not on this node`, { cause: error });
  }
}

import { masterRegistryAbi, masterSharesAbi } from "@audifi/contracts/abi";
import { loadDeployment } from "@audifi/contracts/addresses";
import { commentRemovalTypedData, commentTypedData } from "@audifi/contracts/typed-data";
import { type Hex, hashTypedData, hexToBytes, isAddressEqual } from "viem";
import { RelayError } from "../../errors.ts";
import type { Chain } from "../../plugins/chain.ts";
import type { Database } from "../../plugins/database.ts";
import type { Config } from "../../plugins/env.ts";
import {
  type Comment,
  commentClockLimit,
  type CommentPage,
  type CommentRequest,
} from "../../protocol/comments.ts";
import type { AttemptLimit, Attempts } from "../identity/attempts.ts";
import { requireCommentSignature } from "../signatures.ts";

const PAGE = 20;
const LIMIT: AttemptLimit = { kind: "comment", most: 20, windowSeconds: 3_600 };

interface Row {
  id: Buffer;
  position: string;
  master: Buffer;
  account: Buffer;
  body: string;
  signed_at: string;
  nonce: Buffer;
  signature: Buffer;
}

const hexOf = (bytes: Buffer): Hex => `0x${bytes.toString("hex")}`;
const bytesOf = (hex: Hex): Buffer => Buffer.from(hexToBytes(hex));

const toComment = (row: Row): Comment => ({
  ...{ id: hexOf(row.id), account: hexOf(row.account), master: hexOf(row.master), text: row.body },
  ...{ time: Number(row.signed_at), nonce: hexOf(row.nonce), signature: hexOf(row.signature) },
});

interface Needs {
  config: Config;
  database: Database;
  chain: Chain;
  attempts: Attempts;
}

/** What people say about masters. Every comment is signed by its author, and so is its removal. */
export class Comments {
  readonly #config: Config;
  readonly #database: Database;
  readonly #chain: Chain;
  readonly #attempts: Attempts;

  constructor({ config, database, chain, attempts }: Needs) {
    this.#config = config;
    this.#database = database;
    this.#chain = chain;
    this.#attempts = attempts;
  }

  async list(master: Hex, before: string | undefined): Promise<CommentPage> {
    const { rows } = await this.#database.query<Row>(
      `select id, position, master, account, body, signed_at, nonce, signature from relay.comments
       where master = $1 and removed_at is null and ($2::bigint is null or position < $2)
       order by position desc limit $3`,
      [bytesOf(master), before ?? null, PAGE + 1],
    );
    const page = rows.slice(0, PAGE);
    const next = rows.length > PAGE ? (page.at(-1)?.position ?? null) : null;
    return { comments: page.map(toComment), next };
  }

  /** The same comment sent twice is kept once. */
  async add({ signature, ...comment }: CommentRequest): Promise<Comment> {
    if (Math.abs(comment.time - Date.now() / 1_000) > commentClockLimit) {
      throw new RelayError("comment.time_refused", "The time in the comment is not now. Check your clock.");
    }
    const typed = commentTypedData(this.#config.chainId, { ...comment, time: BigInt(comment.time) });
    const id = hashTypedData(typed);
    await requireCommentSignature(this.#chain, { account: comment.account, hash: id, signature });
    await this.#requireMaster(comment.master);
    await this.#attempts.count(LIMIT, comment.account);
    const { rowCount } = await this.#database.query(
      `insert into relay.comments (id, master, account, body, signed_at, nonce, signature)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (id) do nothing`,
      [
        ...[bytesOf(id), bytesOf(comment.master), bytesOf(comment.account), comment.text, comment.time],
        ...[bytesOf(comment.nonce), bytesOf(signature)],
      ],
    );
    if (rowCount === 0) await this.#requireStanding(id);
    return { id, ...comment, signature };
  }

  /** By its author, or by the artist of the master. */
  async remove(id: Hex, { account, signature }: { account: Hex; signature: Hex }): Promise<void> {
    const { master, author } = await this.#requireStanding(id);
    const hash = hashTypedData(commentRemovalTypedData(this.#config.chainId, { account, comment: id }));
    await requireCommentSignature(this.#chain, { account, hash, signature });
    if (!isAddressEqual(account, author) && !(await this.#isArtist(master, account))) {
      throw new RelayError("comment.not_yours", "Only its author and the artist may remove a comment.");
    }
    await this.#database.query(
      `update relay.comments set body = null, signature = null, removed_at = now(), removed_by = $2
       where id = $1 and removed_at is null`,
      [bytesOf(id), bytesOf(account)],
    );
  }

  async #requireStanding(id: Hex): Promise<{ master: Hex; author: Hex }> {
    const { rows } = await this.#database.query<Pick<Row, "master" | "account">>(
      "select master, account from relay.comments where id = $1 and removed_at is null",
      [bytesOf(id)],
    );
    const [found] = rows;
    if (!found) throw new RelayError("comment.unknown", "There is no such comment, or it was removed.");
    return { master: hexOf(found.master), author: hexOf(found.account) };
  }

  async #requireMaster(master: Hex): Promise<void> {
    const isKnown = await this.#ask(async () => {
      const { contracts } = await loadDeployment(
        this.#config.live.deploymentsDirectory,
        this.#config.chainId,
      );
      const registry = { address: contracts.MasterRegistry.address, abi: masterRegistryAbi } as const;
      return this.#chain.readContract({ ...registry, functionName: "isMaster", args: [master] });
    });
    if (!isKnown) throw new RelayError("comment.master_unknown", "There is no such master.");
  }

  async #isArtist(master: Hex, account: Hex): Promise<boolean> {
    const call = { address: master, abi: masterSharesAbi, functionName: "owner" } as const;
    return isAddressEqual(await this.#ask(() => this.#chain.readContract(call)), account);
  }

  async #ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    try {
      return await question();
    } catch (cause) {
      const message = "The network is not reachable. Try again.";
      throw new RelayError("chain.unavailable", message, { cause, retryAfterSeconds: 5 });
    }
  }
}

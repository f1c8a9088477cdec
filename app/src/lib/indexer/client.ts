import { print } from "@0no-co/graphql.web";
import type { ResultOf, TadaDocumentNode, VariablesOf } from "./graphql.ts";

type TypedDocument = TadaDocumentNode<unknown, never, unknown>;

interface Answer<Data> {
  readonly data?: Data;
  readonly errors?: readonly { readonly message: string }[];
}

export class IndexerError extends Error {
  readonly kind: "unreachable" | "refused";
  constructor(kind: "unreachable" | "refused", message: string) {
    super(message);
    this.name = "IndexerError";
    this.kind = kind;
  }
}

const TIMEOUT = 10_000;
const AVOID_FOR = 15_000;

/** Until when an address that did not answer is asked last. */
const avoided = new Map<string, number>();

function inOrder(urls: readonly string[]): readonly string[] {
  const now = Date.now();
  const isAvoided = (url: string) => (avoided.get(url) ?? 0) > now;
  return [...urls.filter((url) => !isAvoided(url)), ...urls.filter(isAvoided)];
}

/** Runs typed documents against one subgraph, which may be served at several addresses. */
export class Indexer {
  readonly #urls: readonly string[];
  readonly #fetch: typeof fetch;

  constructor(urls: readonly string[], fetchFunction: typeof fetch = fetch) {
    this.#urls = urls;
    this.#fetch = fetchFunction;
  }

  async run<Document extends TypedDocument>(
    document: Document,
    variables: VariablesOf<Document>,
  ): Promise<ResultOf<Document>> {
    const answer = await this.#ask<ResultOf<Document>>(print(document), variables);
    if (answer.errors?.length) {
      throw new IndexerError("refused", answer.errors.map(({ message }) => message).join("; "));
    }
    if (!answer.data) throw new IndexerError("refused", "The subgraph answered without data");
    return answer.data;
  }

  /** The first address that answers; those that did not are asked last for a while. */
  async #ask<Data>(query: string, variables: unknown): Promise<Answer<Data>> {
    let problem: unknown = new IndexerError("unreachable", "no subgraph is configured");
    for (const url of inOrder(this.#urls)) {
      try {
        const answer = await this.#post<Data>(url, query, variables);
        avoided.delete(url);
        return answer;
      } catch (error) {
        avoided.set(url, Date.now() + AVOID_FOR);
        problem = error;
      }
    }
    throw problem;
  }

  async #post<Data>(url: string, query: string, variables: unknown): Promise<Answer<Data>> {
    try {
      const response = await this.#fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(TIMEOUT),
      });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return (await response.json()) as Answer<Data>;
    } catch (error) {
      throw new IndexerError("unreachable", error instanceof Error ? error.message : String(error));
    }
  }
}

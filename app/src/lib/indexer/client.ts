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

/** Runs typed documents against one subgraph. */
export class Indexer {
  readonly #url: string;
  readonly #fetch: typeof fetch;

  constructor(url: string, fetchFunction: typeof fetch = fetch) {
    this.#url = url;
    this.#fetch = fetchFunction;
  }

  async run<Document extends TypedDocument>(
    document: Document,
    variables: VariablesOf<Document>,
  ): Promise<ResultOf<Document>> {
    const answer = await this.#post<ResultOf<Document>>(print(document), variables);
    if (answer.errors?.length) {
      throw new IndexerError("refused", answer.errors.map(({ message }) => message).join("; "));
    }
    if (!answer.data) throw new IndexerError("refused", "The subgraph answered without data");
    return answer.data;
  }

  async #post<Data>(query: string, variables: unknown): Promise<Answer<Data>> {
    try {
      const response = await this.#fetch(this.#url, {
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

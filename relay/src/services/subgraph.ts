const TIMEOUT_MS = 8_000;

class SubgraphError extends Error {
  override name = "SubgraphError";
}

/** Asks the subgraph at one of several addresses: the first that answers without errors. */
export class Subgraph {
  readonly #urls: readonly string[];

  constructor(urls: readonly string[]) {
    this.#urls = urls;
  }

  async ask<Answer>(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    let problem = "no address is configured";
    for (const url of this.#urls) {
      try {
        return await askAt<Answer>(url, query, variables);
      } catch (error) {
        problem = error instanceof Error ? error.message : "unknown";
      }
    }
    throw new SubgraphError(`The subgraph does not answer: ${problem}`);
  }
}

const askAt = async <Answer>(
  url: string,
  query: string,
  variables: Record<string, unknown>,
): Promise<Answer> => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new SubgraphError(`status ${response.status}`);
  const { data, errors } = (await response.json()) as { data?: Answer; errors?: { message: string }[] };
  if (errors?.length || !data) throw new SubgraphError(errors?.[0]?.message ?? "no data");
  return data;
};

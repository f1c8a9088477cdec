import type { Environment } from "./environment.ts";

const LONGEST_REQUEST = 32 * 1024;
const LONGEST_ANSWER = 8 * 1024 * 1024;
const TIMEOUT = 15_000;
const MOST_AT_ONCE = 12;

let running = 0;

/** What went wrong, in the form in which GraphQL itself says so. */
function refusal(status: number, message: string): Response {
  return Response.json({ errors: [{ message }] }, { status });
}

async function readLimited(body: ReadableStream<Uint8Array> | null, most: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function isQuery(text: string): boolean {
  try {
    const { query, variables } = JSON.parse(text) as { query?: unknown; variables?: unknown };
    return typeof query === "string" && ["undefined", "object"].includes(typeof variables);
  } catch {
    return false;
  }
}

async function ask(url: string, body: string): Promise<Response | null> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (!response.ok) return null;
    const answer = await readLimited(response.body, LONGEST_ANSWER);
    if (answer === null)
      return refusal(413, "The answer is larger than 8 MB. Ask for fewer entities at once.");
    return new Response(answer, { headers: { "content-type": "application/json" } });
  } catch {
    return null;
  }
}

/**
 * Passes a query on to the subgraph, for the explorer and for programs without an address of their own. Nothing in it
 * can change anything: the subgraph has no mutations.
 */
export async function passQuery(
  request: Request,
  { graphqlUrl, graphqlFallbacks }: Pick<Environment, "graphqlUrl" | "graphqlFallbacks">,
): Promise<Response> {
  if (running >= MOST_AT_ONCE) return refusal(429, "Too many queries are running. Try again in a moment.");
  running += 1;
  try {
    const body = await readLimited(request.body, LONGEST_REQUEST);
    if (body === null) return refusal(413, "The query is longer than 32 KB.");
    if (!isQuery(body)) return refusal(400, 'Send JSON: { "query": "…", "variables": { … } }.');
    for (const url of [graphqlUrl, ...graphqlFallbacks]) {
      const answer = await ask(url, body);
      if (answer) return answer;
    }
    return refusal(502, "The subgraph does not answer right now. Try again in a moment.");
  } finally {
    running -= 1;
  }
}

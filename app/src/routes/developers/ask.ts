export interface Answer {
  readonly data: string | null;
  readonly problems: readonly string[];
  readonly milliseconds: number;
}

interface RawError {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
}

const LONGEST_SHOWN = 200_000;

export type Variables =
  { readonly variables: Readonly<Record<string, unknown>> } | { readonly problem: string };

export function readVariables(text: string): Variables {
  if (text.trim() === "") return { variables: {} };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return { variables: value as Record<string, unknown> };
    }
    return { problem: 'Variables are a JSON object, for instance { "account": "0x…" }.' };
  } catch (error) {
    return { problem: `The variables are not valid JSON: ${error instanceof Error ? error.message : "?"}` };
  }
}

function describeError({ message, locations }: RawError): string {
  const place = locations?.[0];
  return place ? `Line ${place.line}, column ${place.column}: ${message}` : message;
}

function show(data: unknown): string | null {
  if (data === undefined || data === null) return null;
  const text = JSON.stringify(data, null, 2);
  return text.length > LONGEST_SHOWN
    ? `${text.slice(0, LONGEST_SHOWN)}\n… (${text.length} characters)`
    : text;
}

/** Runs a query; what goes wrong on the way is a problem in words. */
export async function ask(
  endpoint: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const start = performance.now();
  const since = () => Math.round(performance.now() - start);
  try {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors = [] } = (await response.json()) as { data?: unknown; errors?: readonly RawError[] };
    return { data: show(data), problems: errors.map(describeError), milliseconds: since() };
  } catch {
    const problem = "The server did not answer. Check your connection and run the query again.";
    return { data: null, problems: [problem], milliseconds: since() };
  }
}

import { query } from "../tests/harness.ts";

const QUERIES = 300;

export interface Peer {
  name: string;
  value: number;
}

export const row = (
  name: string,
  value: number,
  unit: string,
  target: number | null = null,
  peer: Peer | null = null,
) => ({
  area: "subgraph",
  ...{ name, value, unit, target, peer: peer?.name ?? null, peerValue: peer?.value ?? null },
});

function quantile(sorted: readonly number[], part: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]! * 10) / 10;
}

export function spread(name: string, times: number[], targets: Readonly<Record<string, number>>) {
  const sorted = times.toSorted((one, other) => one - other);
  const parts = { p50: 0.5, p95: 0.95, p99: 0.99 };
  return Object.entries(parts).map(([label, part]) =>
    row(`${name}, ${label}`, quantile(sorted, part), "ms", targets[label] ?? null),
  );
}

const queries = {
  "List of 100 shares with their owner": `{ shares(first: 100, orderBy: number) { id number owner { id } } }`,
  "Masters with holders and purchases, nested":
    `{ masters(first: 20) { id title artist { name } holders(first: 20, orderBy: balance, orderDirection: desc) ` +
    `{ balance account { id } } purchases(first: 20, orderBy: timestamp, orderDirection: desc) { id count } } }`,
  "Master by id": `query ($id: ID!) { master(id: $id) { id title sold deposited } }`,
};

/** @param id Of a master. */
export async function measureQueries(url: string, id: string) {
  const rows = [];
  const targets: Record<string, number>[] = [{ p99: 20 }, { p99: 40 }, {}];
  for (const [index, [name, text]] of Object.entries(queries).entries()) {
    const times: number[] = [];
    for (let i = 0; i < QUERIES; ++i) {
      const begun = performance.now();
      await query(url, text, { id });
      times.push(performance.now() - begun);
    }
    rows.push(...spread(name, times, targets[index] ?? {}));
  }
  return rows;
}

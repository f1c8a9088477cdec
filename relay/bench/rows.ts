export interface Row {
  area: "relay";
  name: string;
  value: number;
  unit: string;
  peer: string | null;
  peerValue: number | null;
  target: null;
}

export interface Peer {
  name: string;
  value: number;
}

export const row = (name: string, value: number, unit: string, peer?: Peer): Row => ({
  ...{ area: "relay", name, value, unit },
  ...{ peer: peer?.name ?? null, peerValue: peer?.value ?? null, target: null },
});

const parts = { p50: 0.5, p99: 0.99 };

const rounded = (value: number): number => Math.round(value * 10) / 10;

const partOf = (sorted: readonly number[], part: number): number =>
  rounded(sorted[Math.floor(sorted.length * part)] ?? 0);

/** @param theirs Times of a peer under the same load in the same run. */
export function percentiles(
  name: string,
  times: readonly number[],
  theirs?: { name: string; times: readonly number[] },
): Row[] {
  const ours = times.toSorted((one, other) => one - other);
  const others = theirs?.times.toSorted((one, other) => one - other);
  return Object.entries(parts).map(([label, part]) => {
    const peer = theirs && others && { name: theirs.name, value: partOf(others, part) };
    return row(`${name}, ${label}`, partOf(ours, part), "ms", peer);
  });
}

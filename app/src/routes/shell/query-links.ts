interface Address {
  readonly pathname: string;
  readonly searchParams: { get(name: string): string | null; toString(): string };
}

/** The same page with other values in its query; null takes one out. The fragment is for pages without scripts. */
export function withQuery(
  url: Address,
  changes: Readonly<Record<string, string | null>>,
  fragment = "",
): string {
  const query = new URLSearchParams(url.searchParams.toString());
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return `${url.pathname}${text === "" ? "" : `?${text}`}${fragment === "" ? "" : `#${fragment}`}`;
}

/** Whether the page is on its way to another value of one of the names. */
export function isTurning(from: Address, to: Address | null | undefined, names: readonly string[]): boolean {
  if (!to || to.pathname !== from.pathname) return false;
  return names.some((name) => from.searchParams.get(name) !== to.searchParams.get(name));
}

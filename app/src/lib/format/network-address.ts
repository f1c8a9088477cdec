/** The parameter by which an address names its network. */
const NETWORK_PARAMETER = "network";

/** The same address with the network's name in it. */
export function withNetwork(url: URL, slug: string): URL {
  const named = new URL(url);
  named.searchParams.set(NETWORK_PARAMETER, slug);
  return named;
}

export function networkNamedBy(url: URL): string | null {
  return url.searchParams.get(NETWORK_PARAMETER);
}

export type NetworkMatch = { readonly slug: string } | { readonly unknown: string };

/**
 * Which network an address means. What the address names wins over what the browser chose last, which wins over the
 * default (the first); a name that is not served is never replaced by another network.
 */
export function matchNetwork(
  named: string | null,
  remembered: string | undefined,
  served: readonly string[],
): NetworkMatch {
  if (named !== null) return served.includes(named) ? { slug: named } : { unknown: named };
  const last = remembered !== undefined && served.includes(remembered) ? remembered : served[0];
  if (last === undefined) throw new Error("no network is served");
  return { slug: last };
}

/** A path of this server asked for the data of one network, whatever the browser chose in another tab meanwhile. */
export function onNetwork(path: string, slug: string): string {
  return `${path}${path.includes("?") ? "&" : "?"}${NETWORK_PARAMETER}=${slug}`;
}

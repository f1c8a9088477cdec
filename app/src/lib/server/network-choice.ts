import { matchNetwork, networkNamedBy, withNetwork } from "#lib/format/network-address.ts";
import type { Environment } from "./environment.ts";

interface Asked {
  readonly url: URL;
  /** Whether a browser opens a page, rather than a script asking for data. */
  readonly isDocument: boolean;
  /** What this browser chose last. */
  readonly remembered: string | undefined;
}

interface Choice {
  readonly environment: Environment;
  /** A network that the address names and nobody serves here; the page says so and shows nothing else. */
  readonly unknown: string | null;
  /** Set where the address should name its network and does not. */
  readonly redirectTo: string | null;
  /** Set where the browser should remember another network than it does. */
  readonly remember: string | null;
}

/** Which network a request means, see docs/adr/004-the-address-names-the-network.md. */
export function chooseNetwork(
  { url, isDocument, remembered }: Asked,
  environments: readonly [Environment, ...Environment[]],
): Choice {
  const named = networkNamedBy(url);
  const slugs = environments.map(({ slug }) => slug);
  const match = matchNetwork(named, remembered, slugs);
  const [first] = environments;
  const plain = { unknown: null, redirectTo: null, remember: null };
  if ("unknown" in match) return { ...plain, environment: first, unknown: match.unknown };
  const environment = environments.find(({ slug }) => slug === match.slug) ?? first;
  if (environments.length === 1 || !isDocument) return { ...plain, environment };
  if (named === null) {
    const { pathname, search } = withNetwork(url, match.slug);
    return { ...plain, environment, redirectTo: pathname + search };
  }
  return { ...plain, environment, remember: remembered === match.slug ? null : match.slug };
}

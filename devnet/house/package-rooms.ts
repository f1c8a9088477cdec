/** Packages that may be imported in one folder only. Read by the boundary test and by the linter. */
export interface PackageRoom {
  readonly packages: RegExp;
  readonly inside: string;
  readonly only: readonly string[];
  readonly reason: string;
}

export const packageRooms: readonly PackageRoom[] = [
  {
    packages:
      /^(viem|wagmi|@wagmi\/|@uniswap\/|@rainbow-me\/|react|react-dom|@tanstack\/react-query)(\/|$|[a-z])/,
    inside: "app/src/",
    only: ["app/src/lib/chain/"],
    reason: "wallet and chain code lives in app/src/lib/chain",
  },
  {
    packages: /^(graphql|gql\.tada|@urql\/|graphql-request)(\/|$|[a-z])/,
    inside: "app/src/",
    only: ["app/src/lib/indexer/"],
    reason: "GraphQL lives in app/src/lib/indexer",
  },
  {
    packages: /^(fastify|@fastify\/|fastify-[a-z-]+)(\/|$|[a-z])/,
    inside: "relay/src/services/",
    only: [],
    reason: "services know nothing of HTTP",
  },
];

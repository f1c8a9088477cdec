import { initGraphQLTada } from "gql.tada";
import type { Hex } from "#lib/format/network.ts";
import type { introspection } from "./graphql-env.d.ts";

/** Typed documents against `subgraph/api.graphql`. Numbers beyond 2^53 travel as decimal strings. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    BigInt: string;
    BigDecimal: string;
    Bytes: Hex;
    Int8: string;
    Timestamp: string;
  };
}>();

export {
  readFragment,
  type FragmentOf,
  type ResultOf,
  type TadaDocumentNode,
  type VariablesOf,
} from "gql.tada";

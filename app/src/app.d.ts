import type { Hex, NetworkChoice, NetworkConfig } from "#lib/format/network.ts";
import type { Environment } from "#lib/server/environment.ts";

declare global {
  namespace App {
    interface Locals {
      /** The environment of the network that this request means. */
      environment: Environment;
      /** The network that the address names, when this server does not serve it. */
      unknownNetwork: string | null;
    }
    interface PageData {
      network: NetworkConfig;
      /** Every network that may be chosen; the first is the default. */
      networks: readonly NetworkChoice[];
      /** The account this browser is connected with; null without one. */
      account: Hex | null;
      theme: "light" | "dark" | null;
    }
  }
}

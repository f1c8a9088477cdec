import type { Hex, NetworkConfig } from "#lib/format/network.ts";

declare global {
  namespace App {
    interface PageData {
      network: NetworkConfig;
      /** The account this browser is connected with; null without one. */
      account: Hex | null;
      theme: "light" | "dark" | null;
    }
  }
}

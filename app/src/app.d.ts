import type { NetworkConfig } from "#lib/format/network.ts";

declare global {
  namespace App {
    interface PageData {
      network: NetworkConfig;
      theme: "light" | "dark" | null;
    }
  }
}

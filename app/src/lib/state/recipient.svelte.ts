import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import { wallet } from "./wallet.svelte.ts";

/** Who is to get something, as a person types it. */
export class Recipient {
  text = $state("");
  problem = $state<string | null>(null);
  /** It is a contract, which the person has to confirm. */
  isContract = $state(false);
  isConfirmed = $state(false);

  /** Forgets what was found out about another text. */
  change(): void {
    this.problem = null;
    this.isContract = false;
    this.isConfirmed = false;
  }

  /** The address, or null with the reason in `problem`. */
  async check(network: NetworkConfig, never: readonly Hex[] = []): Promise<Hex | null> {
    const { checkRecipient } = await import("#lib/chain/recipient.ts");
    const found = await checkRecipient(network, this.text, { own: wallet.address, never });
    if ("problem" in found) {
      this.problem = found.problem;
      return null;
    }
    this.problem = null;
    this.isContract = found.isContract;
    if (!found.isContract || this.isConfirmed) return found.address;
    this.problem = "This is a contract. Confirm below that it can use what it gets.";
    return null;
  }
}

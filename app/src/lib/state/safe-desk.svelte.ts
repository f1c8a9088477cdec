import type { AdminPlan } from "#lib/chain/admin/plan.ts";
import type { CallWords } from "#lib/format/admin.ts";
import { isSameAddress } from "#lib/format/address.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome, Reason } from "#lib/format/outcome.ts";
import {
  isSpent,
  mergeSignatures,
  proposalKey,
  readProposal,
  writeProposal,
  type SafeProposal,
  type SafeState,
} from "#lib/format/safe.ts";

/** A proposal on this device, read and with its signatures checked. */
export interface DeskEntry {
  readonly key: string;
  readonly proposal: SafeProposal;
  /** What owners sign, for comparing with what a hardware wallet shows. */
  readonly hash: Hex;
  readonly words: CallWords;
}

export type SignResult =
  { readonly status: "signed" | "cancelled" } | { readonly status: "failed"; readonly reason: Reason };

/** The Safe of the platform and the transactions that its owners prepare; they stay on this device. */
class SafeDesk {
  state = $state.raw<SafeState | null>(null);
  entries = $state.raw<readonly DeskEntry[]>([]);
  /** Why the Safe could not be read; null when it could. */
  problem = $state<string | null>(null);
  #network: NetworkConfig | null = null;
  #turn = 0;

  /** Reads the Safe and the stored proposals anew. */
  async refresh(network: NetworkConfig): Promise<void> {
    const turn = (this.#turn += 1);
    this.#network = network;
    const address = network.deployment?.safe;
    if (!address) {
      this.problem = "This server does not know the contracts of this network.";
      return;
    }
    try {
      const { readSafe } = await import("#lib/chain/admin/safe.ts");
      const state = await readSafe(network, address);
      if (turn !== this.#turn) return;
      this.state = state;
      this.problem = null;
      await this.#store(this.#stored());
    } catch {
      if (turn !== this.#turn) return;
      this.problem =
        "The network does not answer, so the Safe could not be read. Reload the page to try again.";
    }
  }

  isOwner(account: Hex | null): boolean {
    return this.state?.owners.some((owner) => isSameAddress(owner, account)) ?? false;
  }

  /** The number after everything that waits. */
  get nextNonce(): number {
    const waiting = this.entries.map(({ proposal }) => proposal.transaction.nonce + 1);
    return Math.max(this.state?.nonce ?? 0, ...waiting);
  }

  /** Makes a proposal of a plan and signs it with the connected wallet. */
  async propose(plan: AdminPlan, nonce: number): Promise<SignResult> {
    const network = this.#network;
    if (network === null || this.state === null) return { status: "failed", reason: NOT_READ };
    const transaction = { to: plan.to, value: 0n, data: plan.data, nonce };
    const { chainId } = network;
    return this.sign({ chainId, safe: this.state.address, transaction, signatures: [] });
  }

  async sign(proposal: SafeProposal): Promise<SignResult> {
    const network = this.#network;
    if (network === null) return { status: "failed", reason: NOT_READ };
    const { signProposal } = await import("#lib/chain/admin/safe.ts");
    const signing = await signProposal(network, proposal);
    if (signing.status !== "signed") return signing;
    await this.#add({ ...proposal, signatures: [...proposal.signatures, signing.signature] });
    return { status: "signed" };
  }

  async execute({ proposal }: DeskEntry): Promise<Outcome> {
    const network = this.#network;
    if (network === null || this.state === null) return { status: "cannot-send", reason: NOT_READ };
    const { executeProposal } = await import("#lib/chain/admin/safe.ts");
    return executeProposal(network, proposal, this.state);
  }

  /** Takes a proposal that another owner passed on; returns why it cannot be taken. */
  async take(text: string): Promise<string | null> {
    const network = this.#network;
    const proposal = readProposal(text);
    if ("problem" in proposal) return proposal.problem;
    if (network === null || this.state === null) return NOT_READ.detail;
    if (proposal.chainId !== network.chainId) return `It is for another network (chain ${proposal.chainId}).`;
    if (!isSameAddress(proposal.safe, this.state.address)) return "It is for another Safe.";
    if (isSpent(proposal, this.state)) {
      return `The Safe has executed number ${proposal.transaction.nonce} already.`;
    }
    const { checkSignatures } = await import("#lib/chain/admin/safe.ts");
    const signatures = await checkSignatures(proposal);
    await this.#add({ ...proposal, signatures });
    return signatures.length < proposal.signatures.length
      ? "It was taken, but not all of its signatures fit it. Those were left out."
      : null;
  }

  async remove(key: string): Promise<void> {
    await this.#store(this.#stored().filter((proposal) => proposalKey(proposal) !== key));
  }

  async #add(proposal: SafeProposal): Promise<void> {
    const key = proposalKey(proposal);
    const stored = this.#stored();
    const known = stored.find((other) => proposalKey(other) === key);
    const signatures = mergeSignatures(known?.signatures ?? [], proposal.signatures);
    const others = stored.filter((other) => proposalKey(other) !== key);
    await this.#store([...others, { ...proposal, signatures }]);
  }

  /** Keeps what can still be executed. */
  async #store(all: readonly SafeProposal[]): Promise<void> {
    const { state } = this;
    const proposals = all.filter((proposal) => state === null || !isSpent(proposal, state));
    window.localStorage.setItem(this.#key, JSON.stringify(proposals.map(writeProposal)));
    await this.#show(proposals);
  }

  get #key(): string {
    return `audifi.safe.${this.#network?.chainId ?? 0}`;
  }

  #stored(): readonly SafeProposal[] {
    try {
      const texts: unknown = JSON.parse(window.localStorage.getItem(this.#key) ?? "[]");
      if (!Array.isArray(texts)) return [];
      const proposals = texts.flatMap((text) => {
        const proposal = readProposal(String(text));
        return "problem" in proposal ? [] : [proposal];
      });
      return proposals.filter(({ safe }) => isSameAddress(safe, this.#network?.deployment?.safe));
    } catch {
      return [];
    }
  }

  async #show(proposals: readonly SafeProposal[]): Promise<void> {
    const deployment = this.#network?.deployment;
    if (!deployment) return;
    const [{ hashProposal }, { describeTransaction }] = await Promise.all([
      import("#lib/chain/admin/safe.ts"),
      import("#lib/chain/admin/call-words.ts"),
    ]);
    this.entries = [...proposals]
      .sort((a, b) => a.transaction.nonce - b.transaction.nonce)
      .map((proposal) => ({
        key: proposalKey(proposal),
        proposal,
        hash: hashProposal(proposal),
        words: describeTransaction(deployment, proposal.transaction),
      }));
  }
}

const NOT_READ: Reason = {
  title: "The Safe was not read yet",
  detail: "Reload the page and try again. Nothing was signed.",
};

export const safeDesk = new SafeDesk();

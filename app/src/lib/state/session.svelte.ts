import type { Answer } from "#lib/format/answer.ts";
import type { Session as SessionFacts } from "#lib/relay/auth.ts";

/** `none`: there is no relay. `half`: the second factor is still owed. `away`: it is not known, nobody answers. */
type Stage = "idle" | "none" | "out" | "half" | "in" | "away";

const HINT = "audifi.signed-in";
const EARLY = 60;
const RETRY_FIRST = 15_000;
const RETRY_MOST = 5 * 60_000;

const auth = () => import("#lib/relay/auth.ts");

/**
 * Who is signed in with the relay. It is asked only by those who signed in before on this device: a relay that is away,
 * or slow, costs everybody else nothing.
 */
class Session {
  stage = $state<Stage>("idle");
  current = $state.raw<SessionFacts | null>(null);
  relayUrl = $state<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retryAfter = RETRY_FIRST;

  start(relayUrl: string | null): void {
    this.relayUrl = relayUrl;
    if (relayUrl === null) {
      this.stage = "none";
      return;
    }
    window.addEventListener("storage", ({ key }) => {
      if (key === HINT) void this.look();
    });
    window.addEventListener("online", () => this.#lookAgain());
    document.addEventListener("visibilitychange", () => this.#lookAgain());
    if (this.#isExpected) void this.look();
    else this.stage = "out";
  }

  /** Sensitive actions need a further proof of who it is. */
  get needsProof(): boolean {
    const until = this.current?.stepUp.until ?? null;
    return until === null || until <= Date.now() / 1000;
  }

  get #isExpected(): boolean {
    return window.localStorage.getItem(HINT) !== null;
  }

  /** Asks the relay who is signed in. */
  async look(): Promise<void> {
    if (this.relayUrl === null) return;
    const answer = await (await auth()).readSession(this.relayUrl, this.#isExpected);
    if (answer.status === "done") this.take(answer.value.session);
    else if (answer.status === "away") this.#beAway();
    else this.take(null);
  }

  /** What the relay answered to a sign-in, a proof or a refresh; null after a sign-out. */
  take(session: SessionFacts | null): void {
    clearTimeout(this.#timer);
    this.#retryAfter = RETRY_FIRST;
    this.current = session;
    this.stage = session === null ? "out" : session.needsSecondFactor ? "half" : "in";
    this.#remember(session !== null);
    if (session === null) return;
    const wait = (session.refreshBy - EARLY) * 1000 - Date.now();
    this.#timer = setTimeout(() => void this.#refresh(), Math.max(wait, 1000));
  }

  async signOut({ isEverywhere }: { isEverywhere: boolean }): Promise<Answer<null>> {
    if (this.relayUrl === null) return { status: "cancelled" };
    const { signOut, signOutEverywhere } = await auth();
    const answer = await (isEverywhere ? signOutEverywhere : signOut)(this.relayUrl);
    if (answer.status === "done") this.take(null);
    return answer;
  }

  async #refresh(): Promise<void> {
    // A page that nobody looks at does not keep a session alive; coming back looks again.
    if (document.hidden || this.relayUrl === null) return;
    const { refreshSession } = await import("#lib/relay/ask.ts");
    const answer = await refreshSession(this.relayUrl);
    if (answer.status === "done") this.take(answer.value.session);
    else await this.look();
  }

  #lookAgain(): void {
    if (document.hidden || !this.#isExpected) return;
    const isStale = this.current !== null && this.current.refreshBy - EARLY <= Date.now() / 1000;
    if (this.stage === "away" || isStale) void this.look();
  }

  #beAway(): void {
    this.stage = "away";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lookAgain(), this.#retryAfter);
    this.#retryAfter = Math.min(this.#retryAfter * 2, RETRY_MOST);
  }

  #remember(isSignedIn: boolean): void {
    if (isSignedIn === this.#isExpected) return;
    try {
      if (isSignedIn) window.localStorage.setItem(HINT, "1");
      else window.localStorage.removeItem(HINT);
    } catch {
      // A forbidden storage costs the memory of a reload, nothing else.
    }
  }
}

export const session = new Session();

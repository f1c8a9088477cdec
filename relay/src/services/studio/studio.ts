import { RelayError } from "../../errors.ts";
import type { Database } from "../../plugins/database.ts";
import type {
  StudioBallots,
  StudioHistory,
  StudioReceipt,
  StudioStanding,
  StudioState,
  StudioVoter,
} from "../../protocol/studio.ts";
import type { Hex } from "viem";
import { Looks } from "../looks.ts";
import type { Ballots, SignedBallot } from "./ballots.ts";
import type { Chat } from "./chat.ts";
import type { Hall } from "./hall.ts";
import { findPerson, isArtist, type Person } from "./people.ts";
import type { Room } from "./room.ts";
import { readHistory, readRoom, toState } from "./rooms.ts";
import type { SessionFacts, Sessions } from "./sessions.ts";
import { type Synced, syncRoom } from "./sync.ts";
import type { Tallies } from "./tallies.ts";
import type { ClientMessage, Visitor } from "./visitor.ts";
import type { Voters } from "./voters.ts";

const MOST_KEPT = 1_000;
/** A session that is over is looked at again no sooner than this. */
const LOOK_AGAIN_MS = 1_000;

/** A room, and who is about to enter it. */
export interface Met {
  roomId: string;
  person: Person | undefined;
}

interface Known {
  id: string;
  facts: SessionFacts;
  at: number;
}

export interface StudioNeeds {
  database: Database;
  secret: string;
  sessions: Sessions;
  voters: Voters;
  ballots: Ballots;
  chat: Chat;
  tallies: Tallies;
  hall: Hall;
  /** Called when ballots are to be published. */
  onPublicationDue(): void;
}

/** The rooms of studio sessions, as routes and sockets use them. */
export class Studio {
  readonly #needs: StudioNeeds;
  readonly #known = new Map<string, Known>();
  readonly #looks: Looks<Known>;

  constructor(needs: StudioNeeds) {
    this.#needs = needs;
    const { database, sessions } = needs;
    this.#looks = new Looks(async (session) =>
      this.learn(await syncRoom(database, sessions, BigInt(session))),
    );
  }

  /** Takes over what was found out of a session, and has told whoever has to know. */
  learn({ room, facts, isChanged, isTallyDue, isPublicationDue }: Synced): Known {
    const { hall, tallies, onPublicationDue } = this.#needs;
    const known = { id: room.id, facts, at: performance.now() };
    this.#known.delete(room.session);
    this.#known.set(room.session, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST_KEPT) break;
      this.#known.delete(oldest);
    }
    if (isChanged) hall.tell(room.id);
    if (isTallyDue) tallies.wake(room.id);
    if (isPublicationDue) onPublicationDue();
    return known;
  }

  /** Of many who call it at once, one looks. */
  sync(session: bigint): Promise<Known> {
    return this.#looks.take(String(session));
  }

  async state(session: string): Promise<StudioState> {
    const { id } = await this.#findNow(session);
    const { row } = await readRoom(this.#needs.database, id);
    return toState(row, this.#needs.hall.watching(id));
  }

  async history(session: string, before: string | undefined): Promise<StudioHistory> {
    const { id } = await this.#find(session);
    return { messages: await readHistory(this.#needs.database, id, before) };
  }

  async standing(session: string, voter: Hex, asker: string | undefined): Promise<StudioStanding> {
    const { id, facts } = await this.#findOpen(session);
    return this.#needs.voters.standing(id, facts, voter, asker);
  }

  async register(session: string, voter: Parameters<Voters["register"]>[2]): Promise<StudioVoter> {
    const { id, facts } = await this.#findOpen(session);
    if (facts.status !== "open" && facts.status !== "draft") {
      throw new RelayError("studio.not_open", "The session is over.");
    }
    return this.#needs.voters.register(id, facts, voter);
  }

  async vote(session: string, signed: SignedBallot): Promise<StudioReceipt> {
    const { id, facts } = await this.#findOpen(session);
    const receipt = await this.#needs.ballots.take(id, facts, signed);
    this.#needs.tallies.wake(id);
    return receipt;
  }

  async ballots(session: string, voter: Hex): Promise<StudioBallots> {
    const { id } = await this.#find(session);
    return this.#needs.ballots.list(id, voter);
  }

  /** Who somebody is in a room, and the room itself, before a socket is opened. */
  async meet(session: string, accountId: string | undefined): Promise<Met> {
    const { id, facts } = await this.#findNow(session);
    const { database, secret } = this.#needs;
    const person =
      accountId === undefined ? undefined : await findPerson(database, secret, { id, facts }, accountId);
    return { roomId: id, person };
  }

  /** Lets a visitor in and does what they ask for. Answers with what to call when they have gone. */
  enter(
    session: string,
    visitor: Visitor,
    { roomId, person }: Met,
  ): { entered: Promise<void>; leave: () => void } {
    const { room: opening, leave } = this.#needs.hall.enter(roomId, visitor);
    const entered = opening.then((room) => room.join(visitor, person, visitor.ask.after));
    visitor.listen(async (message) => {
      const [room] = await Promise.all([opening, entered]);
      await this.#answer(session, { room, visitor, person }, message);
    });
    return { entered, leave };
  }

  async #answer(
    session: string,
    { room, visitor, person }: { room: Room; visitor: Visitor; person: Person | undefined },
    message: ClientMessage,
  ): Promise<void> {
    const { chat, hall } = this.#needs;
    if (message.type === "resume") return room.join(visitor, person, message.after);
    if (message.type === "vote") {
      const { ballot, signature, id } = message;
      const receipt = await this.vote(session, { ballot, signature, caller: visitor.ask.caller });
      return visitor.tell({ type: "receipt", id, receipt });
    }
    if (!person) throw new RelayError("auth.required", "Sign in to take part in the chat.");
    if (message.type === "say") await chat.say(room.id, person, message);
    else {
      await this.#requireArtist(session, person);
      await chat.moderate(room.id, message.action);
    }
    hall.tell(room.id);
  }

  /** Asked anew each time: a wallet may have been taken away from the account, or the artist may have moved. */
  async #requireArtist(session: string, { accountId }: Person): Promise<void> {
    const { facts } = await this.#find(session);
    if (await isArtist(this.#needs.database, accountId, facts.artist)) return;
    throw new RelayError("studio.not_artist", "Only the artist of the session may do that.");
  }

  async #find(session: string): Promise<Known> {
    return this.#known.get(session) ?? this.sync(BigInt(session));
  }

  /** A draft may have opened a moment ago. Its room is there although the chain is away. */
  async #findNow(session: string): Promise<Known> {
    const known = this.#known.get(session);
    if (known?.facts.status !== "draft") return known ?? this.sync(BigInt(session));
    return this.sync(BigInt(session)).catch(() => known);
  }

  async #findOpen(session: string): Promise<Known> {
    const known = this.#known.get(session);
    if (!known || known.facts.status === "draft") return this.sync(BigInt(session));
    const isFresh = performance.now() - known.at < LOOK_AGAIN_MS;
    return known.facts.status === "open" || isFresh ? known : this.sync(BigInt(session));
  }
}

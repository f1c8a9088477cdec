import { masterRegistryAbi, studioSessionsAbi } from "@audifi/contracts/abi";
import { ballotTypedData, type Studio, voterTypedData } from "@audifi/contracts/ballots";
import { type Hex, parseEther, toHex, zeroHash } from "viem";
import { WebSocket } from "ws";
import type { StudioReceipt, StudioServerMessage, StudioState } from "../../src/protocol/studio.ts";
import { type Anvil, deployPlatform, type Platform, startAnvil } from "./anvil.ts";
import { APP_ORIGIN, CHAIN_ID, type Environment } from "./config.ts";
import { type Person } from "./people.ts";
import { postJson, startRelay, testAccount, type TestRelay } from "./relay.ts";

export type Account = ReturnType<typeof testAccount>;

const noCid = { digest: zeroHash, codec: 0 };
const draft = { digest: `0x${"11".repeat(32)}`, codec: 0x55 } as const;
export const artist = testAccount(81);
const PUBLISHER = 82n;
export const publisher = testAccount(Number(PUBLISHER));

export interface Scene {
  anvil: Anvil;
  platform: Platform;
  studio: Studio;
}

/** A chain with the platform, its studio relay, and an artist. */
export const setScene = async (anvil: Anvil): Promise<Scene> => {
  const platform = await deployPlatform(anvil, publisher.address);
  const { StudioSessions, MasterRegistry } = platform.deployment.contracts;
  await anvil.client.setBalance({ address: publisher.address, value: parseEther("10") });
  const scene = { anvil, platform, studio: { chainId: CHAIN_ID, address: StudioSessions.address } };
  await sendAs(scene, artist, {
    ...{ address: MasterRegistry.address, abi: masterRegistryAbi },
    ...{ functionName: "registerArtist", args: ["Ada", noCid] },
  });
  return scene;
};

interface Call {
  address: Hex;
  abi: unknown;
  functionName: string;
  args: readonly unknown[];
}

const sendAs = async ({ anvil }: Scene, account: Account, call: Call): Promise<void> => {
  await anvil.client.setBalance({ address: account.address, value: parseEther("10") });
  const hash = await anvil.client.writeContract({ ...call, account, chain: null } as never);
  const { status } = await anvil.client.waitForTransactionReceipt({ hash });
  if (status !== "success") throw new Error(`${call.functionName} reverted`);
};

export const sendToStudio = (
  scene: Scene,
  account: Account,
  functionName: string,
  args: readonly unknown[],
): Promise<void> =>
  sendAs(scene, account, { address: scene.studio.address, abi: studioSessionsAbi, functionName, args });

export interface SessionWishes {
  gates?: number;
  seconds?: number;
  options?: readonly string[];
  isDraft?: boolean;
}

/** A session with one decision; answers with its id. */
export const openSession = async (scene: Scene, wishes: SessionWishes = {}): Promise<string> => {
  const { gates = 0, seconds = 600, options = ["One", "Two"], isDraft = false } = wishes;
  const decision = {
    ...{ kind: 2, question: "Which one?" },
    options: options.map((label) => ({ label, content: noCid })),
  };
  const params = {
    ...{ artistId: 1n, title: "Finish it", draft, details: noCid },
    ...{ rule: { gates, needsAll: false, coinUnit: 1n }, decisions: [decision] },
  };
  await sendToStudio(scene, artist, "createSession", [params]);
  const session = await readStudio<bigint>(scene, "sessionCount");
  if (!isDraft) await open(scene, session, seconds);
  return String(session);
};

export const open = async (scene: Scene, session: bigint | string, seconds = 600): Promise<void> => {
  const { timestamp } = await scene.anvil.client.getBlock();
  await sendToStudio(scene, artist, "openSession", [BigInt(session), Number(timestamp) + seconds]);
};

export const readStudio = async <T>(
  { anvil, studio }: Scene,
  functionName: string,
  args: readonly unknown[] = [],
): Promise<T> =>
  (await anvil.client.readContract({
    ...{ address: studio.address, abi: studioSessionsAbi, functionName, args },
  } as never)) as T;

/** Lets time pass on the chain. */
export const pass = async ({ anvil }: Scene, seconds: number): Promise<void> => {
  await anvil.client.increaseTime({ seconds });
  await anvil.client.mine({ blocks: 1 });
};

/** A relay at this chain whose key is the studio's. */
export const startStudioRelay = ({ anvil, platform }: Scene, changes: Environment = {}): Promise<TestRelay> =>
  startRelay({
    ...{ AUDIFI_RPC_URL: anvil.url, AUDIFI_DEPLOYMENTS_DIR: platform.directory, AUDIFI_LIVE_POLL_MS: "50" },
    ...{ AUDIFI_RELAYER_KEY: toHex(PUBLISHER, { size: 32 }), AUDIFI_CONFIRMATIONS: "1", ...changes },
  });

/** A chain of its own and a relay at it. */
export const setStage = async (): Promise<{ scene: Scene; relay: TestRelay; close: () => Promise<void> }> => {
  const scene = await setScene(await startAnvil());
  const relay = await startStudioRelay(scene);
  const close = async () => {
    await relay.close();
    scene.anvil.stop();
  };
  return { scene, relay, close };
};

/** Where a session stands, as anybody is told. */
export const stateAt = async (relay: Pick<TestRelay, "url">, session: string): Promise<StudioState> =>
  (await (await fetch(`${relay.url}/v1/studio/${session}`)).json()) as StudioState;

/** Has somebody pay for a subscription. */
export const subscribe = (relay: TestRelay, { accountId }: Pick<Person, "accountId">) =>
  relay.database.query(
    `insert into relay.subscriptions (id, account_id, plan, status, ends_at_period_end)
     values ($1, $2, 'fan', 'active', false)`,
    [`sub_${accountId}`, accountId],
  );

export interface BallotWishes {
  decision?: number;
  option?: number;
  sequence?: bigint;
  /** Whose name is on it, if it is not the signer's. */
  voter?: Hex;
  studio?: Partial<Studio>;
}

/** The body of a request that casts a ballot. */
export const signBallot = async (
  scene: Scene,
  session: string,
  account: Account,
  wishes: BallotWishes = {},
) => {
  const { decision = 0, option = 0, sequence = 1n, voter = account.address } = wishes;
  const message = { session: BigInt(session), decision, option, voter, sequence };
  const typed = ballotTypedData({ ...scene.studio, ...wishes.studio }, message);
  const signature = await account.signTypedData(typed);
  return { ballot: { decision, option, voter, sequence: String(sequence) }, signature };
};

export const signVoter = async (scene: Scene, session: string, key: Account) => {
  const voter = key.address;
  const signature = await key.signTypedData(
    voterTypedData(scene.studio, { session: BigInt(session), voter }),
  );
  return { voter, signature };
};

export const cast = (relay: TestRelay, session: string, body: unknown): Promise<Response> =>
  postJson(`${relay.url}/v1/studio/${session}/ballots`, body);

export const receipted = async (response: Response): Promise<StudioReceipt> => {
  if (response.status !== 200) throw new Error(`no receipt: ${await response.text()}`);
  return (await response.json()) as StudioReceipt;
};

type Of<Type extends StudioServerMessage["type"]> = Extract<StudioServerMessage, { type: Type }>;

/** A socket of a room, as a browser at the app opens it. */
export class Seat {
  readonly heard: StudioServerMessage[] = [];
  readonly socket: WebSocket;
  readonly closed: Promise<number>;

  constructor(url: string, origin: string | undefined = APP_ORIGIN) {
    this.socket = new WebSocket(url.replace("http:", "ws:"), origin === undefined ? {} : { origin });
    this.socket.on("message", (data) => {
      this.heard.push(JSON.parse((data as Buffer).toString()) as StudioServerMessage);
    });
    this.closed = new Promise((resolve) => this.socket.once("close", resolve));
    this.socket.on("error", () => undefined);
  }

  of<Type extends StudioServerMessage["type"]>(type: Type): Of<Type>[] {
    return this.heard.filter((message): message is Of<Type> => message.type === type);
  }

  get texts(): string[] {
    return this.of("said").map(({ message }) => message.text);
  }

  get lastSeq(): number {
    return Math.max(0, ...this.heard.map((message) => ("seq" in message ? message.seq : 0)));
  }

  send(message: unknown): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  say(text: string, id = text): void {
    this.send({ type: "say", id, text });
  }

  /** The status with which the upgrade was refused. */
  refusal(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.socket.once("unexpected-response", (_request, { statusCode = 0 }) => resolve(statusCode));
      this.socket.once("open", () => reject(new Error("the socket was opened")));
    });
  }

  async welcomed(): Promise<Of<"welcome">> {
    await new Promise<void>((resolve, reject) => {
      const look = () => (this.of("welcome").length > 0 ? resolve() : undefined);
      this.socket.on("message", look);
      this.socket.once("close", (code) => reject(new Error(`the socket was closed with ${code}`)));
      look();
    });
    return this.of("welcome").at(-1)!;
  }

  close(): void {
    this.socket.terminate();
  }
}

export const ticketOf = async ({ browser }: Person): Promise<string> => {
  const answer = await browser.post("/v1/live/tickets", { purpose: "studio" });
  return ((await answer.json()) as { ticket: string }).ticket;
};

/** A seat in a room, with a ticket where somebody is named. */
export const sit = async (
  relay: Pick<TestRelay, "url">,
  session: string,
  person?: Person,
  after?: number,
): Promise<Seat> => {
  const query = new URLSearchParams();
  if (person) query.set("ticket", await ticketOf(person));
  if (after !== undefined) query.set("after", String(after));
  const seat = new Seat(`${relay.url}/v1/studio/${session}/socket?${query}`);
  if (after === undefined) await seat.welcomed();
  return seat;
};

/** Makes a wallet one of a person's account. */
export const linkWallet = (relay: TestRelay, { accountId }: Person, { address }: { address: Hex }) =>
  relay.database.query("insert into relay.wallets (account_id, address) values ($1, $2)", [
    ...[accountId, Buffer.from(address.slice(2), "hex")],
  ]);

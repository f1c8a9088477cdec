import { masterRegistryAbi, studioSessionsAbi } from "@audifi/contracts/abi";
import { loadDeployment } from "@audifi/contracts/addresses";
import type { Studio } from "@audifi/contracts/ballots";
import { createPublicClient, createWalletClient, http, zeroHash } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { WebSocket } from "ws";
import type { WalletNonce } from "../../src/protocol/auth.ts";

export interface Endpoints {
  relay: string;
  app: string;
  rpc: string;
  chainId: number;
  deployments: string;
  wallets: { role: string; address: `0x${string}`; key: `0x${string}` }[];
}

export interface Stage {
  studio: Studio;
  session: string;
  room: string;
}

const noCid = { digest: zeroHash, codec: 0 };
const draft = { digest: `0x${"11".repeat(32)}`, codec: 0x55 } as const;
const OPEN_SECONDS = 7_200;

/** Opens a session of a demo artist. */
export async function openStage({ relay, rpc, chainId, deployments, wallets }: Endpoints): Promise<Stage> {
  const artist = wallets.find(({ role }) => role === "artist");
  if (!artist) throw new Error("the stack has no artist");
  const { contracts } = await loadDeployment(deployments, chainId);
  const reader = createPublicClient({ transport: http(rpc), pollingInterval: 200 });
  const writer = createWalletClient({ account: privateKeyToAccount(artist.key), transport: http(rpc) });
  const registry = { address: contracts.MasterRegistry.address, abi: masterRegistryAbi } as const;
  let artistId = await reader.readContract({ ...registry, functionName: "artistCount" });
  const accountOf = (id: bigint) =>
    reader.readContract({ ...registry, functionName: "artistAccount", args: [id] });
  while (artistId > 0n && (await accountOf(artistId)) !== artist.address) --artistId;
  const studio = { address: contracts.StudioSessions.address, abi: studioSessionsAbi } as const;
  const options = ["One", "Two"].map((label) => ({ label, content: noCid }));
  const params = {
    ...{ artistId, title: "Bench", draft, details: noCid },
    rule: { gates: 0, needsAll: false, coinUnit: 1n },
    decisions: [{ kind: 2, question: "Which one?", options }],
  };
  const created = await writer.writeContract({
    ...{ ...studio, functionName: "createSession", args: [params], chain: null },
  });
  await reader.waitForTransactionReceipt({ hash: created });
  const session = await reader.readContract({ ...studio, functionName: "sessionCount" });
  const closesAt = Number((await reader.getBlock()).timestamp) + OPEN_SECONDS;
  const opened = await writer.writeContract({
    ...{ ...studio, functionName: "openSession", args: [session, closesAt], chain: null },
  });
  await reader.waitForTransactionReceipt({ hash: opened });
  const room = `${relay.replace("http:", "ws:")}/v1/studio/${session}/socket`;
  return { studio: { chainId, address: studio.address }, session: String(session), room };
}

/** Somebody new who signs in with a wallet and takes a ticket. */
async function takeTicket({ relay, app }: Endpoints): Promise<string> {
  const account = privateKeyToAccount(generatePrivateKey());
  const headers = { "content-type": "application/json", origin: new URL(app).origin };
  const post = async (path: string, body: object, cookie = "") => {
    const answer = await fetch(`${relay}${path}`, {
      ...{ method: "POST", headers: { ...headers, cookie }, body: JSON.stringify(body) },
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  const nonceAnswer = await post("/v1/auth/wallet/nonce", { purpose: "sign-in" });
  const { nonce, statement, chainId } = (await nonceAnswer.json()) as WalletNonce;
  const message = createSiweMessage({
    ...{ address: account.address, domain: new URL(app).host, uri: headers.origin, version: "1" },
    ...{ nonce, statement, chainId, issuedAt: new Date() },
  });
  const signature = await account.signMessage({ message });
  const signedIn = await post("/v1/auth/wallet", { message, signature });
  const cookie = signedIn.headers.getSetCookie().map((line) => line.split(";")[0]);
  const ticket = await post("/v1/live/tickets", { purpose: "studio" }, cookie.join("; "));
  return ((await ticket.json()) as { ticket: string }).ticket;
}

/** A socket in the room that hands on what is answered to it. */
export function takeSeat(
  room: string,
  onAnswer: (answer: Record<string, unknown>) => void,
): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(room, { perMessageDeflate: false });
    socket.on("message", (data) => {
      const answer = JSON.parse((data as Buffer).toString()) as Record<string, unknown>;
      if (answer.type === "welcome") resolve(socket);
      onAnswer(answer);
    });
    socket.once("error", reject);
  });
}

export async function seatSpeakers(
  endpoints: Endpoints,
  { room }: Stage,
  count: number,
): Promise<WebSocket[]> {
  const speakers: WebSocket[] = [];
  for (let i = 0; i < count; ++i) {
    const ticket = await takeTicket(endpoints);
    speakers.push(
      await takeSeat(`${room}?ticket=${ticket}`, (answer) => {
        if (answer.type === "refused") throw new Error(`a speaker was refused: ${JSON.stringify(answer)}`);
      }),
    );
  }
  return speakers;
}

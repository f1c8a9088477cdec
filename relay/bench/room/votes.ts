import { ballotTypedData } from "@audifi/contracts/ballots";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import type { StudioState } from "../../src/protocol/studio.ts";
import { type Stage, takeSeat } from "./stage.ts";

const VOTES = 1_000;
const SECONDS = 10;
const SOCKETS = 50;
const SETTLE_MS = 60_000;

async function sign({ studio, session }: Stage, number: number) {
  const account = privateKeyToAccount(generatePrivateKey());
  const ballot = { decision: 0, option: number % 2, voter: account.address, sequence: "1" };
  const message = { ...ballot, session: BigInt(session), sequence: 1n };
  const signature = await account.signTypedData(ballotTypedData(studio, message));
  return JSON.stringify({ type: "vote", id: String(number), ballot, signature });
}

/** Milliseconds from a ballot to its receipt, in a burst. Throws where one has no receipt, or was not counted. */
export async function measureVotes(relay: string, stage: Stage): Promise<number[]> {
  const ballots: string[] = [];
  while (ballots.length < VOTES) ballots.push(await sign(stage, ballots.length));
  const sent: number[] = [];
  const times: number[] = [];
  const refused: unknown[] = [];
  const onAnswer = (answer: Record<string, unknown>) => {
    if (answer.type === "receipt") times.push(performance.now() - (sent[Number(answer.id)] ?? 0));
    if (answer.type === "refused") refused.push(answer);
  };
  const sockets = await Promise.all(Array.from({ length: SOCKETS }, () => takeSeat(stage.room, onAnswer)));
  // What people held at the snapshot is read once.
  const { address } = privateKeyToAccount(generatePrivateKey());
  await fetch(`${relay}/v1/studio/${stage.session}/standing?voter=${address}`);
  const begun = performance.now();
  for (const [number, ballot] of ballots.entries()) {
    const due = begun + (number * SECONDS * 1_000) / VOTES;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    sent[number] = performance.now();
    sockets[number % SOCKETS]?.send(ballot);
  }
  const deadline = performance.now() + SETTLE_MS;
  const readCounted = async () => {
    const state = (await (await fetch(`${relay}/v1/studio/${stage.session}`)).json()) as StudioState;
    return state.decisions[0]?.ballots ?? 0;
  };
  let counted = 0;
  while (counted < VOTES && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    counted = await readCounted();
  }
  for (const socket of sockets) socket.terminate();
  if (times.length !== VOTES || counted !== VOTES) {
    const first = JSON.stringify(refused[0] ?? null);
    throw new Error(`${VOTES} ballots: ${times.length} receipts, ${counted} counted; refused: ${first}`);
  }
  return times;
}

import { io } from "socket.io-client";
import { type Row, percentiles, row } from "../rows.ts";
import { forkBeside, hear, type Load, measureCrowd, type Measured, nameOf } from "./crowd.ts";
import type { Flooded } from "./flooders.ts";
import { type Endpoints, openStage, seatSpeakers, type Stage } from "./stage.ts";
import { measureVotes } from "./votes.ts";

/** So many that nobody says more than the relay lets one say. */
const SPEAKERS = 30;
const crowds = [
  { viewers: 1_000, perSecond: 20 },
  { viewers: 5_000, perSecond: 4 },
];

const calm = { viewers: 200, perSecond: 10, seconds: 20 };
const FLOODERS = 20;

const seconds = 20;

async function memoryOf(relay: string): Promise<number> {
  const metrics = await (await fetch(`${relay}/metrics`)).text();
  return Number(/^audifi_relay_process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1] ?? "0") / 2 ** 20;
}

/** What a sixth of the time costs is the crowd's arrival; what comes after should not add to it. */
const settlesAt = ({ perSecond, seconds: lasts }: Load) => Math.floor((perSecond * lasts) / 6);

async function measureOurs(
  endpoints: Endpoints,
  stage: Stage,
  load: Load,
): Promise<Measured & { gained: number }> {
  const speakers = await seatSpeakers(endpoints, stage, SPEAKERS);
  let settled = Promise.resolve(0);
  try {
    const measured = await measureCrowd("ws", stage.room, load, (text, number) => {
      if (number === settlesAt(load)) settled = memoryOf(endpoints.relay);
      speakers[number % SPEAKERS]?.send(JSON.stringify({ type: "say", id: String(number), text }));
    });
    return { ...measured, gained: (await memoryOf(endpoints.relay)) - (await settled) };
  } finally {
    for (const speaker of speakers) speaker.terminate();
  }
}

async function measureTheirs(load: Load): Promise<Measured> {
  const server = forkBeside("peer.ts");
  const url = `http://127.0.0.1:${await hear<number>(server)}`;
  const speaker = io(url, { transports: ["websocket"] });
  try {
    return await measureCrowd("socket.io", url, load, (text) => void speaker.emit("say", text));
  } finally {
    speaker.close();
    server.kill("SIGKILL");
  }
}

async function measureLoad(endpoints: Endpoints, load: Load): Promise<Row[]> {
  const ours = await measureOurs(endpoints, await openStage(endpoints), load);
  const theirs = await measureTheirs(load);
  const name = nameOf(load);
  const lag = (measured: Measured) => Math.round(measured.lag.p99 * 10) / 10;
  return [
    ...percentiles(`${name}, from saying to hearing`, ours.delays, {
      ...{ name: "socket.io", times: theirs.delays },
    }),
    row(`${name}, lag of the generator itself, p99`, lag(ours), "ms", {
      name: "socket.io",
      value: lag(theirs),
    }),
    row(
      `${name}, memory gained in the last five sixths of ${load.seconds} s`,
      Math.round(ours.gained),
      "MiB",
    ),
  ];
}

/** What others notice of people who send 200 frames a second each, are cut off, and come back. */
async function measureFlood(endpoints: Endpoints): Promise<Row[]> {
  const stage = await openStage(endpoints);
  const before = await measureOurs(endpoints, stage, calm);
  const flooders = forkBeside("flooders.ts", stage.room, String(FLOODERS));
  try {
    const during = await measureOurs(endpoints, stage, calm);
    flooders.send("end");
    const { sent, cutOff } = await hear<Flooded>(flooders);
    if (cutOff < FLOODERS) throw new Error(`${sent} frames of a flood, and only ${cutOff} times cut off`);
    const name = `Room, ${calm.viewers} viewers, ${calm.perSecond} messages a second, while ${FLOODERS} flood it`;
    const without = { name: "the same without a flood", times: before.delays };
    return percentiles(name, during.delays, without);
  } finally {
    flooders.kill("SIGKILL");
  }
}

/** Rooms of studio sessions at a running relay, whose limits for one caller are off, beside socket.io. */
export async function measureRooms(endpoints: Endpoints): Promise<Row[]> {
  const rows: Row[] = [];
  for (const crowd of crowds) rows.push(...(await measureLoad(endpoints, { ...crowd, seconds })));
  rows.push(...(await measureFlood(endpoints)));
  const times = await measureVotes(endpoints.relay, await openStage(endpoints));
  return [...rows, ...percentiles("Room, 1,000 votes in 10 s, from the ballot to its receipt", times)];
}

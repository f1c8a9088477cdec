import { type Row, row } from "../rows.ts";
import { measureCrowd, nameOf } from "./crowd.ts";
import { type Memory, readMemory } from "./memory.ts";
import { type Endpoints, openStage, seatSpeakers } from "./stage.ts";

const load = { viewers: 1_000, perSecond: 20, seconds: 600 };
/** So many that nobody says more than the relay lets one say, also where the machine has held everybody up for long. */
const SPEAKERS = 200;
const LOOK_EVERY_SECONDS = 120;

/**
 * What a relay needs while people talk in a full room for long: a leak shows as growth from row to row. Resident memory
 * has what V8 keeps for later in it as well.
 */
export async function measureLongRoom(endpoints: Endpoints, debuggerAddress: string): Promise<Row[]> {
  const stage = await openStage(endpoints);
  const speakers = await seatSpeakers(endpoints, stage, SPEAKERS);
  const looks: Promise<Memory>[] = [];
  const look = () => {
    const looked = readMemory(debuggerAddress);
    looked.catch(() => undefined);
    looks.push(looked);
  };
  const every = LOOK_EVERY_SECONDS * load.perSecond;
  const last = load.perSecond * load.seconds - 1;
  const name = nameOf(load);
  try {
    const { said } = await measureCrowd("ws", stage.room, load, (text, number) => {
      if (number % every === 0 || number === last) look();
      speakers[number % SPEAKERS]?.send(JSON.stringify({ type: "say", id: String(number), text }));
    });
    const memories = await Promise.all(looks);
    const rowsOf = (what: string, valueOf: (memory: Memory) => number) =>
      memories.map((memory, index) =>
        row(`${name}, ${what} after ${index * LOOK_EVERY_SECONDS} s`, valueOf(memory), "MiB"),
      );
    return [
      row(`${name}, messages that everybody heard once and in order`, said, ""),
      ...rowsOf("in use", ({ inUse }) => inUse),
      ...rowsOf("resident", ({ resident }) => resident),
    ];
  } finally {
    for (const speaker of speakers) speaker.terminate();
  }
}

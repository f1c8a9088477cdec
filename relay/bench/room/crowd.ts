import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Watched } from "./viewers.ts";
import { writeWord } from "./words.ts";

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export const forkBeside = (name: string, ...args: string[]): ChildProcess => fork(pathOf(name), args);

/** The next message of a child; throws where it ended instead. */
export async function hear<T>(child: ChildProcess): Promise<T> {
  const gone = new AbortController();
  const ended = once(child, "exit", { signal: gone.signal }).then(() => {
    throw new Error("a process of the measurement has ended");
  });
  ended.catch(() => undefined);
  const [message] = (await Promise.race([once(child, "message"), ended])) as [T];
  gone.abort();
  return message;
}

export interface Load {
  viewers: number;
  perSecond: number;
  seconds: number;
}

export const nameOf = ({ viewers, perSecond }: Load): string =>
  `Room, ${viewers.toLocaleString("en")} viewers, ${perSecond} messages a second`;

export interface Measured extends Watched {
  said: number;
}

const MOST_DELAYS = 200_000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Whoever has not heard the last word after this long never will. */
const SETTLE_MS = 60_000;
const LOOK_MS = 500;

/** Has a crowd of viewers watch while words are said at an even pace. Throws where one was lost or came out of order. */
export async function measureCrowd(
  kind: "ws" | "socket.io",
  url: string,
  load: Load,
  say: (text: string, number: number) => void,
): Promise<Measured> {
  const { viewers, perSecond, seconds } = load;
  const every = Math.ceil((viewers * perSecond * seconds) / MOST_DELAYS);
  const crowd = forkBeside("viewers.ts", kind, url, String(viewers), String(every));
  try {
    await hear(crowd);
    crowd.send("begin");
    await hear(crowd);
    const said = seconds * perSecond;
    const begun = performance.now();
    for (let number = 0; number < said; ++number) {
      await wait(Math.max(0, begun + (number * 1_000) / perSecond - performance.now()));
      say(writeWord(number), number);
    }
    const deadline = performance.now() + SETTLE_MS;
    let fewestSoFar = 0;
    while (fewestSoFar < said && performance.now() < deadline) {
      await wait(LOOK_MS);
      crowd.send("count");
      fewestSoFar = await hear<number>(crowd);
    }
    crowd.send("look back");
    const watched = await hear<Watched>(crowd);
    const { fewest, most, isInOrder } = watched;
    if (fewest !== said || most !== said || !isInOrder) {
      const order = isInOrder ? "in order" : "out of order";
      throw new Error(`${kind}: ${said} words were said, ${fewest} to ${most} heard, ${order}`);
    }
    return { ...watched, said };
  } finally {
    crowd.kill("SIGKILL");
  }
}

/** A process of its own that watches: `node viewers.ts ws|socket.io URL COUNT EVERY`. Its parent tells it when to look back. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { io } from "socket.io-client";
import { WebSocket } from "ws";
import { now, parseWord } from "./words.ts";

export interface Watched {
  /** Of a part of what was heard, evenly. */
  delays: number[];
  /** Fewest and most words that a viewer heard. */
  fewest: number;
  most: number;
  isInOrder: boolean;
  /** How late this process was itself, in milliseconds. */
  lag: { p50: number; p99: number };
}

const [kind = "", url = "", ...numbers] = process.argv.slice(2);
/** One in so many delays is remembered. */
const [count = 0, every = 1] = numbers.map(Number);
const AT_ONCE = 50;

class Viewer {
  heard = 0;
  isInOrder = true;
  #last = 0;
  #order = "";

  /** The place is what the server gives, or the order in which its first viewer heard them. */
  hear(text: string, place: number): void {
    const sentAt = parseWord(text);
    if (sentAt === undefined) return;
    this.heard += 1;
    if (place <= this.#last) this.isInOrder = false;
    this.#last = place;
    this.#order = text;
    if (++told % every === 0) delays.push(now() - sentAt);
  }

  get last(): string {
    return this.#order;
  }
}

let told = 0;
const delays: number[] = [];
const viewers: Viewer[] = [];

const watchOurs = (viewer: Viewer): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    socket.on("message", (data) => {
      const text = (data as Buffer).toString();
      if (text.startsWith('{"type":"welcome"')) resolve();
      if (!text.startsWith('{"type":"said"')) return;
      const { seq, message } = JSON.parse(text) as { seq: number; message: { text: string } };
      viewer.hear(message.text, seq);
    });
    socket.once("close", (code) => reject(new Error(`a socket was closed with ${code}`)));
    socket.once("error", reject);
  });

const watchTheirs = (viewer: Viewer): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = io(url, { transports: ["websocket"], forceNew: true, reconnection: false });
    socket.on("said", ({ seq, text }: { seq: number; text: string }) => viewer.hear(text, seq));
    socket.once("connect", () => resolve());
    socket.once("connect_error", reject);
  });

const watch = kind === "ws" ? watchOurs : watchTheirs;
while (viewers.length < count) {
  const group = Array.from({ length: Math.min(AT_ONCE, count - viewers.length) }, () => new Viewer());
  viewers.push(...group);
  await Promise.all(group.map(watch));
}

const lag = monitorEventLoopDelay({ resolution: 5 });
lag.enable();
process.on("message", (word) => {
  if (word === "begin") {
    delays.length = 0;
    for (const viewer of viewers) viewer.heard = 0;
    lag.reset();
    process.send?.("begun");
    return;
  }
  const heard = viewers.map((viewer) => viewer.heard);
  if (word === "count") return void process.send?.(Math.min(...heard));
  const watched: Watched = {
    ...{ delays, fewest: Math.min(...heard), most: Math.max(...heard) },
    isInOrder: viewers.every((viewer) => viewer.isInOrder && viewer.last === viewers[0]?.last),
    lag: { p50: lag.percentile(50) / 1e6, p99: lag.percentile(99) / 1e6 },
  };
  process.send?.(watched);
});
process.send?.("ready");

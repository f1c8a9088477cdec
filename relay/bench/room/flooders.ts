/** A process that floods a room: `node flooders.ts URL COUNT`. Whoever is cut off comes back; told "end", it says what it did. */
import { WebSocket } from "ws";

export interface Flooded {
  sent: number;
  cutOff: number;
}

const [url = "", count = "0"] = process.argv.slice(2);
const SAY_EVERY_MS = 5;
const BACK_AFTER_MS = 500;
const text = "x".repeat(400);

const done: Flooded = { sent: 0, cutOff: 0 };

function flood(): void {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  let timer: NodeJS.Timeout | undefined;
  socket.once("open", () => {
    timer = setInterval(() => {
      done.sent += 1;
      socket.send(JSON.stringify({ type: "say", id: String(done.sent), text }));
    }, SAY_EVERY_MS);
  });
  socket.on("error", () => undefined);
  socket.once("close", () => {
    clearInterval(timer);
    done.cutOff += 1;
    setTimeout(flood, BACK_AFTER_MS);
  });
}

for (let i = 0; i < Number(count); ++i) flood();
process.on("message", () => process.send?.(done));

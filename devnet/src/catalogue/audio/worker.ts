import { parentPort } from "node:worker_threads";
import { PIECES, type PieceName } from "./pieces/index.ts";
import { encodeWav } from "./wav.ts";

parentPort?.on("message", (name: PieceName) => {
  const bytes = encodeWav(PIECES[name]());
  parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer]);
});

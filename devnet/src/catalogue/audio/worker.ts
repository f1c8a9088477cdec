import { parentPort, workerData } from "node:worker_threads";
import { PIECES, type PieceName } from "./pieces/index.ts";
import { encodeWav } from "./wav.ts";

const bytes = encodeWav(PIECES[workerData as PieceName]());
parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer]);

/** The peer: a process with socket.io that passes on what is said, and keeps nothing. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";

const http = createServer();
const server = new Server(http, { transports: ["websocket"], perMessageDeflate: false });
let seq = 0;
server.on("connection", (socket) => {
  socket.on("say", (text: string) => server.emit("said", { seq: ++seq, text }));
});
http.listen(0, "127.0.0.1", () => process.send?.((http.address() as AddressInfo).port));

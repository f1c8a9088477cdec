import { subscribe } from "node:diagnostics_channel";

// Kit's Node server waits 30 s for open connections after SIGTERM unless told otherwise.
process.env.SHUTDOWN_TIMEOUT ??= "1";

// It takes HTTPS and the host of a request for the app's address; ORIGIN says what it is, whatever stands in between.
if (process.env.ORIGIN) {
  const { protocol, host } = new URL(process.env.ORIGIN);
  process.env.PROTOCOL_HEADER = "x-audifi-protocol";
  process.env.HOST_HEADER = "x-audifi-host";
  subscribe("http.server.request.start", ({ request }) => {
    request.headers["x-audifi-protocol"] = protocol.slice(0, -1);
    request.headers["x-audifi-host"] = host;
  });
}

await import("./build/index.js");
process.once("sveltekit:shutdown", () => process.exit(0));

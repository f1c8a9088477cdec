// Kit's Node server waits 30 s for open connections after SIGTERM unless told otherwise.
process.env.SHUTDOWN_TIMEOUT ??= "1";
await import("./build/index.js");
process.once("sveltekit:shutdown", () => process.exit(0));

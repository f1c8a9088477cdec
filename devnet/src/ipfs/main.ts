import { listenIpfs } from "./server.ts";

const { AUDIFI_IPFS_DIR: folder, AUDIFI_IPFS_PORT: port, AUDIFI_IPFS_MAX_BYTES: maxBytes } = process.env;
if (folder === undefined || port === undefined) {
  throw new Error("AUDIFI_IPFS_DIR and AUDIFI_IPFS_PORT must be set.");
}

const GIB = 1024 ** 3;
const ipfs = await listenIpfs({
  folder,
  host: "127.0.0.1",
  port: Number(port),
  maxFileBytes: Number(maxBytes ?? GIB),
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void ipfs.close().then(() => process.exit(0)));
}

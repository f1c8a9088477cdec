import { listenMailbox } from "./server.ts";

const { AUDIFI_MAILBOX_DIR: folder, AUDIFI_MAILBOX_PORT: port, AUDIFI_SMTP_PORT: smtpPort } = process.env;
if (folder === undefined || port === undefined || smtpPort === undefined) {
  throw new Error("AUDIFI_MAILBOX_DIR, AUDIFI_MAILBOX_PORT and AUDIFI_SMTP_PORT must be set.");
}

const mailbox = await listenMailbox({
  ...{ folder, host: "127.0.0.1" },
  port: Number(port),
  smtpPort: Number(smtpPort),
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void mailbox.close().then(() => process.exit(0)));
}

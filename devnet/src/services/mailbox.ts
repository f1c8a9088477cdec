import type { Context } from "../context.ts";
import { inRepository } from "../repository.ts";
import { waitFor } from "../wait.ts";

export interface Mailbox {
  /** Pages with the letters, and `/api/letters`. */
  readonly url: string;
  readonly smtpUrl: string;
}

export async function startMailbox({ state, supervisor, ports }: Context): Promise<Mailbox> {
  const url = `http://localhost:${ports.mailbox}`;
  supervisor.start({
    name: "mailbox",
    command: process.execPath,
    args: [inRepository("devnet", "src", "mailbox", "main.ts")],
    env: {
      AUDIFI_MAILBOX_DIR: state.file("mailbox"),
      AUDIFI_MAILBOX_PORT: String(ports.mailbox),
      AUDIFI_SMTP_PORT: String(ports.smtp),
    },
    tier: 1,
  });
  await waitFor(
    "The start of the mailbox",
    async () => (await fetch(`${url}/api/letters?to=none`)).ok || undefined,
  );
  return { url, smtpUrl: `smtp://127.0.0.1:${ports.smtp}` };
}

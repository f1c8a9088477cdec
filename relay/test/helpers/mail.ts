import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export interface MailDouble {
  url: string;
  letters: ParsedMail[];
  /** Asked before a letter is taken; an error with `responseCode` refuses it. */
  beforeTaking: (to: string) => Promise<void>;
  /** The latest letter to an address, waited for. */
  letterTo(address: string, count?: number): Promise<ParsedMail>;
  close(): Promise<void>;
}

export const isTo = ({ to }: ParsedMail, address: string): boolean =>
  [to ?? []].flat().some(({ value }) => value.some((entry) => entry.address === address));

/** A mail server that keeps what it gets. */
export const startMailDouble = async (): Promise<MailDouble> => {
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ["STARTTLS"], logger: false },
    onRcptTo: ({ address }, _session, done) => {
      double.beforeTaking(address).then(() => done(), done);
    },
    onData: (stream, _session, done) => {
      simpleParser(stream).then((letter) => {
        double.letters.push(letter);
        done();
      }, done);
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const double: MailDouble = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    letters: [],
    beforeTaking: async () => undefined,
    async letterTo(address, count = 1) {
      for (let waited = 0; waited < 2_400; waited += 1) {
        const found = double.letters.filter((letter) => isTo(letter, address));
        if (found.length >= count) return found.at(-1) as ParsedMail;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error(`no letter number ${count} to ${address}`);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return double;
};

/** What a sign-in letter says. */
export const readSignInLetter = (letter: ParsedMail): { code: string; token: string } => {
  const text = letter.text ?? "";
  return {
    code: /^(\d{6})$/m.exec(text)?.[1] ?? "",
    token: /\/sign-in\/confirm#([\w-]+)/.exec(text)?.[1] ?? "",
  };
};

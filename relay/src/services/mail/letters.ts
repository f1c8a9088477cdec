import { formatUnits } from "viem";
import type { Letter } from "./letter.ts";

const GOOD_FOR = "The code is good for one hour and for one use.";
const IGNORE = "If you did not ask for this, ignore this letter: nothing happens.";

export const signInLetter = (appUrl: string, { code, token }: { code: string; token: string }): Letter => ({
  subject: "Sign in to AudiFi",
  paragraphs: ["Open the page behind this button and confirm there that it is you."],
  // Behind the #, the token reaches no server's log, and programs that follow links see a page with a button.
  action: { label: "Sign in", url: `${appUrl}/sign-in/confirm#${token}` },
  code,
  closing: [`Or type the code where you asked for it. ${GOOD_FOR} So is the link.`, IGNORE],
});

export const addEmailLetter = ({ code }: { code: string }): Letter => ({
  subject: "Confirm your address",
  paragraphs: [
    "Somebody who is signed in to AudiFi wants to use this address. Type this code in the settings:",
  ],
  code,
  closing: [GOOD_FOR, IGNORE],
});

/** What happened to an account, for its owner to object to. */
export const securityEvents = {
  "wallet-added": "A wallet was added to your account.",
  "wallet-removed": "A wallet was removed from your account.",
  "email-changed": "The e-mail address of your account was changed. Letters no longer come here.",
  "sign-in-added": "Another way to sign in was added to your account.",
  "sign-in-removed": "A way to sign in was removed from your account.",
  "second-factor-on": "An authenticator app was set up for your account.",
  "second-factor-off": "The authenticator app of your account was switched off.",
  "recovery-codes-new": "New recovery codes were made for your account. The ones before are void.",
  "recovery-code-used": "A recovery code was used to sign in to your account.",
} as const;
export type SecurityEvent = keyof typeof securityEvents;

export const securityLetter = (appUrl: string, event: SecurityEvent): Letter => ({
  subject: "A change to your AudiFi account",
  paragraphs: [securityEvents[event]],
  action: { label: "See your settings", url: `${appUrl}/settings` },
  closing: ["If this was not you, sign out everywhere in the settings and remove what you do not know."],
});

/** `data` is that of the notification; a currency that nobody named has no amount in words. */
export const dividendLetter = (
  appUrl: string,
  { title = "", number = "", amount = "", currency = "", decimals = "" }: Record<string, string>,
): Letter => {
  const sum =
    decimals === "" ? "" : ` It brought you ${formatUnits(BigInt(amount), Number(decimals))} ${currency}.`;
  return {
    subject: `Revenue for ${title}`,
    paragraphs: [`Revenue was deposited for ${title}, of which you hold shares.${sum}`],
    action: { label: "See the master", url: `${appUrl}/masters/${number}` },
    closing: ["You can claim it at any time; it does not expire."],
  };
};

/** For whoever keeps the relay running. */
export const alarmLetter = ({ account, balance }: { account: string; balance: string }): Letter => ({
  subject: "The account that pays for votes runs out of money",
  paragraphs: [
    `${account} has ${balance} of the network's coin left. Once it is empty, people pay for their votes themselves.`,
  ],
  closing: ["Send it some. It needs no more than what a few days of votes cost."],
});

export const farewellLetter = (): Letter => ({
  subject: "Your AudiFi account is deleted",
  paragraphs: [
    "Your account and what we kept about you are deleted.",
    "Shares, coins and everything else on chain belong to your wallet and are untouched.",
  ],
});

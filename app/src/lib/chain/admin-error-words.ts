import { INTERNAL, say, time, type Words, type Write } from "./error-phrases.ts";

const NOT_ALLOWED = say(
  "The role for this is missing",
  "Neither the connected account nor the Safe may do this. Nothing changed.",
);

/** Errors that only admins meet. */
export const ADMIN: Readonly<Record<string, Write>> = {
  Switchboard_PauseNotAvailable: (availableAt) => [
    "A pause cannot begin yet",
    `Another one may begin 14 days after the end of the last, ${time(availableAt)}.`,
  ],
  Switchboard_NotPaused: say("No pause runs", "It has ended already. Reload the page."),
  Switchboard_NoCode: say(
    "There is no contract at this address",
    "Check it, and the network. Nothing changed.",
  ),
  AccessManagerAlreadyScheduled: say(
    "This is scheduled already",
    "Execute or cancel the operation that waits before you schedule the same again.",
  ),
  AccessManagerNotScheduled: say(
    "This is not scheduled",
    "It was executed or cancelled already. Reload the page.",
  ),
  AccessManagerNotReady: say("Its delay is not over", "Try again once the timeline says that it is ready."),
  AccessManagerExpired: say("It has expired", "Nobody executed it within a week. Schedule it again."),
  AccessManagerUnauthorizedAccount: NOT_ALLOWED,
  AccessManagerUnauthorizedCall: NOT_ALLOWED,
  AccessManagerUnauthorizedCancel: say(
    "This account cannot cancel it",
    "Whoever scheduled it can, and the admins.",
  ),
  AccessManagerLockedRole: say("This role cannot be changed", "It is built in. Nothing changed."),
  AccessManagerBadConfirmation: INTERNAL,
  AccessManagedUnauthorized: NOT_ALLOWED,
};

const SAFE: Readonly<Record<string, Words>> = {
  GS013: ["The call inside failed", "What the Safe was to do is not possible now. Nothing changed."],
  GS020: ["Signatures are missing", "Fewer owners signed than the Safe requires. Nothing changed."],
  GS025: ["A signature is missing", "An owner has to sign again. Nothing changed."],
  GS026: [
    "A signature does not fit",
    "Owners, order or number of the Safe changed since it was signed. Nothing changed.",
  ],
};

/** The words for a Safe's numbered reasons; null for other texts. */
export function wordsForSafeReason(reason: unknown): Words | null {
  return SAFE[String(reason)] ?? null;
}

import { connectDatabase } from "../src/plugins/database.ts";
import { replayEvents } from "../src/services/billing/events.ts";

/** `AUDIFI_DATABASE_URL=… node relay/bin/replay-stripe.ts 2026-11-01`: a running relay then does the work. */
const [since = ""] = process.argv.slice(2);
const { AUDIFI_DATABASE_URL: url } = process.env;
if (url === undefined || Number.isNaN(Date.parse(since))) {
  throw new Error("usage: AUDIFI_DATABASE_URL=… node relay/bin/replay-stripe.ts DAY");
}
const database = connectDatabase(url, () => undefined);
console.log(`${await replayEvents(database, new Date(since))} events will be worked on again.`);
await database.end();

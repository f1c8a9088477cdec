import { expect, it } from "vitest";
import { StatementFile } from "../../src/routes/masters/[number]/deposit/statement-file.svelte.ts";

/** A file that is read when the test says so. */
function heldFile(name: string) {
  const reading = Promise.withResolvers<string>();
  return { file: Object.assign(new File(["x"], name), { text: () => reading.promise }), reading };
}

it("shows the file chosen last, whichever is read faster", async () => {
  const [large, small] = [heldFile("large.csv"), heldFile("small.csv")];
  const statement = new StatementFile();
  const both = [statement.choose(large.file), statement.choose(small.file)];
  small.reading.resolve("Track,Amount EUR\nLow Tide,2.50\n");
  large.reading.resolve("Track,Amount USD\nNight Ferry,9.00\n");
  await Promise.all(both);
  expect([statement.name, statement.currency]).toEqual(["small.csv", "EUR"]);
  expect(statement.table?.rows).toHaveLength(1);
});

it("says of a file that it cannot be read", async () => {
  const gone = heldFile("gone.csv");
  const statement = new StatementFile();
  const choosing = statement.choose(gone.file);
  gone.reading.reject(new Error("not there"));
  await choosing;
  expect(statement.check()).toContain("cannot be read");
});

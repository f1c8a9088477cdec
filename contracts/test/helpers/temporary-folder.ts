import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** For vitest, whose workers end without running their hooks: what they leave among temporary files goes with the run. */
export function setup(): void {
  const folder = mkdtempSync(join(tmpdir(), "audifi-vitest-"));
  // PostgreSQL drops to a user of its own, which has to get through.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
}

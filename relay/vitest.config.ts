import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["../contracts/test/helpers/temporary-folder.ts", "test/helpers/postgres.ts"],
    include: ["test/**/*.test.ts"],
    // Much of the time is waiting, so two workers pay off on two processors as well.
    maxWorkers: 2,
    // What is waited for comes at once on an idle machine, and late on one that also compiles contracts. These only say
    // when to give up: no test is about how long something takes.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
  },
});

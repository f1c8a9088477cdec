import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "test/helpers/postgres.ts",
    include: ["test/**/*.test.ts"],
    // Much of the time is waiting, so two workers pay off on two processors as well.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is waited for comes at once on an idle machine, and late on one that also compiles contracts.
    expect: { poll: { timeout: 20_000 } },
  },
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "test/helpers/postgres.ts",
    include: ["test/**/*.test.ts"],
    testTimeout: 15_000,
    hookTimeout: 30_000,
  },
});

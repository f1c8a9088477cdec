import { defineConfig } from "@playwright/test";

// One project per journey: `npm run e2e -- ipo` runs the project of that name against a stack of its own.
const journeys = ["ipo", "coin", "market", "account", "dao", "studio"];

const report = process.env.AUDIFI_TEST_REPORT;

export default defineConfig({
  testDir: "./e2e",
  outputDir: "./test-results",
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // A journey that passes only at the second try hides a race that people would meet.
  retries: 0,
  // These say when to give up, on machines several times slower than ours: no journey is about how long it takes.
  timeout: 240_000,
  expect: { timeout: 45_000 },
  reporter: report === undefined ? [["list"]] : [["list"], ["json", { outputFile: report }]],
  use: {
    viewport: { width: 1280, height: 900 },
    actionTimeout: 45_000,
    navigationTimeout: 60_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.AUDIFI_CHROMIUM,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  projects: journeys.map((name) => ({ name, testMatch: [`${name}.e2e.ts`, `${name}/**/*.e2e.ts`] })),
});

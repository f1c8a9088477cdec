import adapter from "@sveltejs/adapter-node";
import { sveltekit } from "@sveltejs/kit/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vitest/config";
import { leanFonts } from "./vite/lean-fonts.ts";
import { leanIcons } from "./vite/lean-icons.ts";
import { leanKit } from "./vite/lean-kit.ts";

// What every page and every list of masters needs. Whatever else those import drags the shared file onto the landing
// page, which `npm run bench` shows.
const SHELL = new RegExp(
  [
    "app/src/lib/format/(address|dividends|freshness|master|money|network|network-address)\\.",
    "app/src/lib/format/(offering|shares|time|track)\\.",
    "app/src/lib/state/(alive-later|freshness|kept-transactions|one-sound|player|renew-later|session)\\.",
    "app/src/lib/state/(stay-on-network|step-up|theme|wallet)\\.",
    "app/src/lib/ui/(Amount|Cover|EmptyState|MasterCard|Tier\\w+)\\.",
    "app/src/routes/shell/(ConnectButton|Later|MasterGrid|PageMeta)\\.",
    "phosphor-svelte/lib/(CaretDown|Check|Moon|Pause|Play|User|Wallet)Icon",
    // Of a few bytes each, which would travel in files of their own.
    "@sveltejs/kit/src/runtime/app/state/client",
    "svelte/src/internal/flags/legacy",
  ].join("|"),
);

// What pages of every kind are made of.
const SHARED = new RegExp(
  [
    "phosphor-svelte",
    "app/src/lib/ui/",
    "app/src/lib/format/(activity|avatar|coin|position|resale|text|transaction)\\.",
    "app/src/lib/state/(attempt|pending)\\.",
    "app/src/routes/shell/(ActionForm|obstacles)\\.",
  ].join("|"),
);

// Of a few bytes each: what searches a list and turns its pages.
const LISTS = new RegExp(
  [
    "phosphor-svelte/lib/SealCheckIcon",
    "app/src/lib/state/typed-over\\.",
    "app/src/routes/shell/(ListMissing|Pager|query-links)\\.",
  ].join("|"),
);

// What is shown and done on the page of a master, and for the greater part on those of a share, an artist and a coin.
const SUBJECT = new RegExp(
  [
    "app/src/lib/format/candles\\.",
    "app/src/lib/state/(commenting|split-preview)\\.",
    "app/src/lib/ui/(BarChart|CandleChart|Countdown|Peaks)\\.",
    "app/src/routes/masters/\\[number\\]/Happening\\.",
    "app/src/routes/shell/(CoinFigures|HolderList|TermsForm|split-rows)\\.",
  ].join("|"),
);

export default defineConfig({
  plugins: [
    leanFonts(),
    leanIcons(),
    leanKit(),
    tailwindcss(),
    sveltekit({
      adapter: adapter(),
      // Styles travel within the page: nothing that is seen first waits for a second request.
      inlineStyleThreshold: 64_000,
      // Origins known only at run time are appended in src/hooks.server.ts.
      csp: {
        mode: "nonce",
        directives: {
          "default-src": ["none"],
          "script-src": ["self"],
          // Kit adds its nonce to it, and would add it to the 'none' of the default.
          "style-src": ["self"],
          "style-src-elem": ["self"],
          "style-src-attr": ["unsafe-inline"],
          "font-src": ["self"],
          "img-src": ["self", "data:", "blob:"],
          "media-src": ["self", "blob:"],
          "connect-src": ["self"],
          "manifest-src": ["self"],
          "form-action": ["self"],
          "base-uri": ["none"],
          "object-src": ["none"],
          "frame-ancestors": ["none"],
        },
      },
    }),
  ],
  build: {
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "shell", test: SHELL, priority: 4 },
            // The landing page comes to it later, and needs nothing else of what pages share.
            { name: "live", test: /app\/src\/lib\/state\/(live|renewal)\./, priority: 3 },
            // A few files instead of twenty tiny ones each.
            { name: "shared", test: SHARED, minShareCount: 4, priority: 2 },
            { name: "lists", test: LISTS, priority: 3 },
            { name: "subject", test: SUBJECT, priority: 1 },
            // Studio, administration, accounts: with what it drags along, not for whoever comes to listen.
            { name: "desks", test: /app\/src\/lib\/(format|state)\//, minShareCount: 4 },
          ],
        },
      },
    },
  },
  server: { fs: { allow: [".."] } },
  test: {
    globalSetup: "../contracts/test/helpers/temporary-folder.ts",
    include: ["test/**/*.test.ts"],
    environment: "node",
    // These only say when to give up: no test is about how long something takes.
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});

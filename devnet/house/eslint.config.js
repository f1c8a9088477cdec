import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import { repositoryRoot } from "../bin/ensure-installed.mjs";
import { packageRooms } from "./package-rooms.ts";

// Passed with --config from the repository root, so the patterns below start there.

const typeAware = ["contracts/**/*.ts", "relay/**/*.ts", "devnet/**/*.ts"];
const nodeTestCalls = { from: "package", package: "node:test", name: ["describe", "it", "suite", "test"] };

function forbidPackages(files, rooms) {
  const patterns = rooms.map((room) => ({ regex: room.packages.source, message: room.reason }));
  return { files, rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns }] } };
}

const insides = [...new Set(packageRooms.map((room) => room.inside))];
const roomRules = insides.flatMap((inside) => {
  const rooms = packageRooms.filter((room) => room.inside === inside);
  const exceptions = rooms.flatMap((room) =>
    room.only.map((folder) =>
      forbidPackages(
        [`${folder}**`],
        rooms.filter((other) => other !== room),
      ),
    ),
  );
  return [forbidPackages([`${inside}**`], rooms), ...exceptions];
});

export default ts.config(
  {
    ignores: [
      "**/node_modules/",
      "**/artifacts/",
      "**/cache/",
      "**/coverage/",
      "**/dist/",
      "**/.svelte-kit/",
      ".devnet*/",
      "app/build/",
      "subgraph/build/",
      "subgraph/generated/",
      "contracts/exports/abi.ts",
      "**/*.generated.ts",
      "**/*.d.ts",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2025, globals: { ...globals.nodeBuiltin } },
    rules: {
      eqeqeq: ["error", "always"],
      "no-console": "off",
      "no-undef": "off",
      "no-var": "error",
      "prefer-const": "error",
      "object-shorthand": "error",
      "no-implicit-coercion": ["error", { boolean: true, number: true, string: true }],
      "no-return-assign": "error",
      "no-throw-literal": "error",
      "no-unused-expressions": "off",
      "@typescript-eslint/no-unused-expressions": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_$", caughtErrors: "none" },
      ],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: typeAware,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: repositoryRoot } },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": ["error", { allowForKnownSafeCalls: [nodeTestCalls] }],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"] },
      globals: { ...globals.browser },
    },
    rules: {
      // Two readings of one rule: Svelte's knows $props and $bindable.
      "prefer-const": "off",
      "svelte/prefer-const": "error",
      "svelte/no-target-blank": "error",
      // The app is served from the root of its host.
      "svelte/no-navigation-without-resolve": "off",
      "svelte/button-has-type": "error",
      "max-lines-per-function": "off",
    },
  },
  {
    files: ["app/src/**/*.{ts,svelte}", "relay/src/**/*.ts"],
    rules: {
      "no-console": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
    },
  },
  {
    files: ["relay/src/**/*.ts"],
    ignores: ["relay/src/plugins/env.ts", "relay/src/server.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "The environment is parsed once, in plugins/env.ts" },
      ],
    },
  },
  ...roomRules,
  {
    // AssemblyScript: its own types and its own meaning of ==.
    files: ["subgraph/src/**/*.ts", "subgraph/tests/**/*.ts"],
    rules: {
      eqeqeq: "off",
      "@typescript-eslint/consistent-type-imports": "off",
      "@typescript-eslint/no-inferrable-types": "off",
      "@typescript-eslint/no-wrapper-object-types": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    files: ["**/*.test.ts", "**/test/**", "**/tests/**", "**/e2e/**", "**/bench/**"],
    rules: { "max-lines-per-function": "off", "@typescript-eslint/no-non-null-assertion": "off" },
  },
);

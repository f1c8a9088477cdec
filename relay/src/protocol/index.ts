export * from "./documents.ts";
export * from "./errors.ts";
export * from "./health.ts";
export * from "./pins.ts";

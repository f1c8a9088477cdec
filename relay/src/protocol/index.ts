export * from "./account.ts";
export * from "./auth.ts";
export * from "./documents.ts";
export * from "./errors.ts";
export * from "./health.ts";
export * from "./live.ts";
export * from "./notifications.ts";
export * from "./pins.ts";

export * from "../index";
export * from "./flat-events";
export * from "./flat-studio-events";

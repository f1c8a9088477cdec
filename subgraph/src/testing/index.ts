export * from "../index";
export * from "./flat-events";

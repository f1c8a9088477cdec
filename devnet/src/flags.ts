import { parseArgs, type ParseArgsConfig } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Flags<T extends Options> = ReturnType<typeof parseArgs<{ options: T }>>["values"];

/** Ends the command when its usage is all that is asked for. */
export function answerHelp(usage: string): void {
  if (!process.argv.slice(2).some((word) => word === "--help" || word === "-h")) return;
  console.log(usage);
  process.exit(0);
}

/** What the command was given, or its end: with its usage when that is asked for, or when it does not know a flag. */
export function readFlags<const T extends Options>(usage: string, options: T): Flags<T> {
  answerHelp(usage);
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return endWithUsage(error instanceof Error ? error.message : String(error), usage);
  }
}

/** Node's own words go on about how a flag could be a file's name. */
export function endWithUsage(problem: string, usage: string): never {
  console.error(`${problem.split(". To specify")[0]?.replace(/\.?$/, ".")}\n\n${usage}`);
  process.exit(1);
}

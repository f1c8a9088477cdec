import { existsSync } from "node:fs";
import { join } from "node:path";
import { parse } from "graphql";
import { readText, type Findings } from "./tree.ts";

/** Every type and every field that integrators see says what it is. */
export function checkSchema(root: string): Findings {
  const path = "subgraph/schema.graphql";
  if (!existsSync(join(root, path))) return { scanned: 0, problems: [`${path} is missing`] };
  const problems: string[] = [];
  let scanned = 0;
  for (const definition of parse(readText(root, path)).definitions) {
    if (definition.kind !== "ObjectTypeDefinition" && definition.kind !== "EnumTypeDefinition") continue;
    const { name, description } = definition;
    if (name.value === "_Schema_") continue;
    const members = definition.kind === "EnumTypeDefinition" ? definition.values : definition.fields;
    scanned += 1;
    if (description === undefined) problems.push(`${path}: ${name.value} has no description`);
    for (const member of members ?? []) {
      scanned += 1;
      if (member.description === undefined) {
        problems.push(`${path}: ${name.value}.${member.name.value} has no description`);
      }
    }
  }
  return { scanned, problems };
}

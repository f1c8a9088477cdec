/** What a GraphQL schema says of itself, as the schema browser shows it. */
export interface SchemaArgument {
  readonly name: string;
  readonly type: string;
  readonly fallback: string | null;
  readonly description: string;
}

export interface SchemaField {
  readonly name: string;
  /** Empty for the values of an enum. */
  readonly type: string;
  readonly description: string;
  readonly args: readonly SchemaArgument[];
}

export interface SchemaType {
  readonly kind: "type" | "enum" | "input" | "scalar";
  readonly name: string;
  readonly description: string;
  readonly fields: readonly SchemaField[];
}

/** The type that a reference such as `[Master!]!` leads to. */
export function namedType(reference: string): string {
  return reference.replace(/[[\]!]/g, "");
}

/** What every list takes, which need not be said at each of them. */
const LIST_ARGUMENTS = ["skip", "first", "orderBy", "orderDirection", "where", "block", "subgraphError"];

export function ownArguments({ args }: SchemaField): readonly SchemaArgument[] {
  return args.filter(({ name }) => !LIST_ARGUMENTS.includes(name));
}

/** Types made by graph-node for `where` and `orderBy`; there are several for each entity. */
export function isQueryHelper({ name }: SchemaType): boolean {
  return name.startsWith("_") || /_(filter|orderBy)$/.test(name);
}

/** Types whose name, fields or descriptions have the text; those whose name has it come first. */
export function searchSchema(types: readonly SchemaType[], search: string): readonly SchemaType[] {
  const text = search.trim().toLowerCase();
  if (text === "") return types.filter((type) => !isQueryHelper(type));
  const has = (...texts: readonly string[]) => texts.some((part) => part.toLowerCase().includes(text));
  const byName = types.filter(({ name }) => has(name));
  const byContent = types.filter(
    (type) =>
      !byName.includes(type) &&
      !isQueryHelper(type) &&
      (has(type.description) || type.fields.some(({ name, description }) => has(name, description))),
  );
  return [...byName, ...byContent];
}

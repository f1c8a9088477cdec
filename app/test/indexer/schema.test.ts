import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isQueryHelper, namedType, ownArguments, searchSchema } from "../../src/lib/format/schema.ts";
import { readSchema } from "../../src/lib/indexer/schema.ts";

const text = readFileSync(new URL("../../../subgraph/api.graphql", import.meta.url), "utf8");
const types = readSchema(text);

describe("readSchema", () => {
  it("reads every type of the subgraph's API, with what it says of itself", () => {
    const declared = [...text.matchAll(/^(?:type|enum|input|scalar) (\w+)/gm)].map(([, name]) => name);
    expect(types.map(({ name }) => name)).toEqual(declared);
    const master = types.find(({ name }) => name === "Master");
    expect(master?.description).toContain("Claimable now by a holder: `holder.owed");
    const price = {
      name: "price",
      type: "BigInt!",
      description: "Price of one share in the offering.",
      args: [],
    };
    expect(master?.fields).toContainEqual(price);
    const entities = types.filter(
      (type) => type.kind === "type" && !isQueryHelper(type) && type.name !== "Query",
    );
    for (const { name, fields } of entities) {
      for (const field of fields) expect(field.description, `${name}.${field.name}`).not.toBe("");
    }
  });

  it("knows arguments, their defaults and where every reference leads", () => {
    const query = types.find(({ name }) => name === "Query");
    const revenues = query?.fields.find(({ name }) => name === "masterRevenues");
    expect(revenues && ownArguments(revenues).map(({ name, type }) => `${name}: ${type}`)).toEqual([
      "interval: Aggregation_interval!",
      "current: Aggregation_current",
    ]);
    expect(revenues?.args.find(({ name }) => name === "first")?.fallback).toBe("100");
    const known = new Set([...types.map(({ name }) => name), "ID", "String", "Int", "Boolean", "Float"]);
    const references = types
      .flatMap(({ fields }) => fields)
      .flatMap(({ type, args }) => [type, ...args.map((arg) => arg.type)]);
    expect(references.filter((type) => type !== "" && !known.has(namedType(type)))).toEqual([]);
  });

  it("reads nested lists, values with descriptions, and refuses what it does not know", () => {
    expect(readSchema('"A." enum E { "First." a b } input I { x: [[Int!]!] = 3 }')).toEqual([
      {
        kind: "enum",
        name: "E",
        description: "A.",
        fields: [
          { name: "a", type: "", description: "First.", args: [] },
          { name: "b", type: "", description: "", args: [] },
        ],
      },
      {
        kind: "input",
        name: "I",
        description: "",
        fields: [{ name: "x", type: "[[Int!]!]", description: "", args: [] }],
      },
    ]);
    expect(() => readSchema("interface Node { id: ID! }")).toThrow("interface");
    expect(() => readSchema("type T { a: ")).toThrow("too soon");
  });
});

describe("searchSchema", () => {
  it("shows entities first and finds helpers by their name", () => {
    const names = (search: string) => searchSchema(types, search).map(({ name }) => name);
    expect(names("")).toContain("Master");
    expect(names("")).not.toContain("Master_filter");
    expect(names("Master_filter")).toEqual(["Master_filter"]);
    expect(names("walletcap")).toContain("Master");
  });
});

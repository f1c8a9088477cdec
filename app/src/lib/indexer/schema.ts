import type { SchemaArgument, SchemaField, SchemaType } from "#lib/format/schema.ts";

const TOKEN =
  /"""([\s\S]*?)"""|"((?:[^"\\\n]|\\.)*)"|([A-Za-z_]\w*|-?\d+(?:\.\d+)?)|([{}()[\]:=!@|&])|#[^\n]*/g;

interface Token {
  readonly kind: "description" | "word" | "mark";
  readonly text: string;
}

/** Reads the schema language as graph-node prints it: types, enums, inputs, scalars and directives. */
class Reader {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#tokens = [...text.matchAll(TOKEN)].flatMap(([, block, line, word, mark]): Token[] => {
      if (block !== undefined || line !== undefined) {
        return [{ kind: "description", text: (block ?? line ?? "").trim().replace(/\s*\n\s*/g, " ") }];
      }
      if (word !== undefined) return [{ kind: "word", text: word }];
      return mark === undefined ? [] : [{ kind: "mark", text: mark }];
    });
  }

  get isDone(): boolean {
    return this.#next >= this.#tokens.length;
  }

  sees(text: string): boolean {
    const token = this.#tokens[this.#next];
    return token !== undefined && token.kind !== "description" && token.text === text;
  }

  skip(text: string): boolean {
    if (!this.sees(text)) return false;
    this.#next += 1;
    return true;
  }

  take(): string {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new Error("the schema ends too soon");
    this.#next += 1;
    return token.text;
  }

  description(): string {
    return this.#tokens[this.#next]?.kind === "description" ? this.take() : "";
  }

  typeReference(): string {
    const inner = this.skip("[") ? `[${this.typeReference()}${this.#close("]")}` : this.take();
    return this.skip("!") ? `${inner}!` : inner;
  }

  arguments(): SchemaArgument[] {
    const found: SchemaArgument[] = [];
    if (!this.skip("(")) return found;
    while (!this.skip(")")) {
      const description = this.description();
      const name = this.take();
      this.#close(":");
      const type = this.typeReference();
      found.push({ name, type, fallback: this.skip("=") ? this.take() : null, description });
    }
    return found;
  }

  fields(): SchemaField[] {
    const found: SchemaField[] = [];
    if (!this.skip("{")) return found;
    while (!this.skip("}")) {
      const description = this.description();
      const name = this.take();
      const args = this.arguments();
      const type = this.skip(":") ? this.typeReference() : "";
      if (this.skip("=")) this.take();
      found.push({ name, type, description, args });
    }
    return found;
  }

  directive(): void {
    this.#close("@");
    this.take();
    this.arguments();
    this.#close("on");
    do this.take();
    while (this.skip("|"));
  }

  #close(text: string): string {
    if (!this.skip(text)) throw new Error(`the schema has ${this.take()} where ${text} was expected`);
    return text;
  }
}

const KINDS = ["type", "enum", "input", "scalar"] as const;

export function readSchema(text: string): readonly SchemaType[] {
  const reader = new Reader(text);
  const types: SchemaType[] = [];
  while (!reader.isDone) {
    const description = reader.description();
    const word = reader.take();
    const kind = KINDS.find((name) => name === word);
    if (kind) types.push({ kind, name: reader.take(), description, fields: reader.fields() });
    else if (word === "directive") reader.directive();
    else throw new Error(`the schema has ${word}, which is not understood`);
  }
  return types;
}

export type Fields = { [key: string]: Field };
type Field = string | Fields;

/** `a[b][0]=c` as Stripe's clients send it; lists become records of their indices. */
export function parseForm(text: string): Fields {
  const root: Fields = Object.create(null) as Fields;
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.replaceAll("]", "").split("[");
    let at = root;
    path.slice(0, -1).forEach((key) => {
      const next = at[key];
      at = typeof next === "object" ? next : ((at[key] = Object.create(null) as Fields) as Fields);
    });
    const last = path.at(-1) ?? "";
    at[last === "" ? String(Object.keys(at).length) : last] = value;
  }
  return root;
}

export function text(field: Field | undefined): string | undefined {
  return typeof field === "string" ? field : undefined;
}

export function fields(field: Field | undefined): Fields {
  return typeof field === "object" ? field : {};
}

export function texts(field: Field | undefined): string[] {
  return Object.values(fields(field)).filter((value) => typeof value === "string");
}

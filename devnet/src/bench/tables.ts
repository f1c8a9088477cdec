import type { Row } from "./row.ts";

/** "Claim from 1 master, 10 holders": the same operation under growing load becomes one line. */
const graded = /^(.+), ([\d,]+ (?:holders|shares? held))$/;

const figure = (value: number | null, unit: string): string => {
  if (value === null) return "";
  const text = value.toLocaleString("en", { maximumFractionDigits: value < 1 ? 3 : value < 100 ? 1 : 0 });
  return unit === "gas" || unit === "" ? text : `${text} ${unit}`;
};

const ratio = (value: number, other: number | null): string =>
  other === null || other === 0 ? "" : `${(value / other).toFixed(2)}×`;

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function tableOf(header: readonly string[], body: readonly (readonly string[])[]): string {
  const rule = header.map((_, index) => (index === 0 ? "---" : "---:"));
  return [line(header), line(rule), ...body.map(line)].join("\n");
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function comparisonTable(rows: readonly Row[]): string {
  const body = [...groupBy(rows, ({ name }) => name).values()].flatMap((group) =>
    group.map(({ name, value, unit, peer, peerValue, target }, index) => [
      ...(index === 0
        ? [name, figure(value, unit), figure(target, unit), ratio(value, target)]
        : ["", "", "", ""]),
      peer ?? "",
      figure(peerValue, unit),
      ratio(value, peerValue),
    ]),
  );
  return tableOf(["What", "Ours", "Target", "ours ÷ target", "Peer", "Theirs", "ours ÷ theirs"], body);
}

interface Graded {
  readonly operation: string;
  readonly grade: string;
  readonly text: string;
}

function scaleTables(rows: readonly Row[]): string[] {
  const cells = rows.map(({ name, value, unit }): Graded => {
    const [, operation = name, grade = ""] = graded.exec(name) ?? [];
    return { operation, grade, text: figure(value, unit) };
  });
  const kinds = groupBy(cells, ({ grade }) => grade.replace(/^\S+ (\w+?)s?( held)?$/, "$1$2"));
  return [...kinds.values()].map((kind) => {
    const grades = [...new Set(kind.map(({ grade }) => grade))];
    const body = [...groupBy(kind, ({ operation }) => operation)].map(([operation, group]) => [
      operation,
      ...grades.map((grade) => group.find((cell) => cell.grade === grade)?.text ?? ""),
    ]);
    return tableOf(["What", ...grades], body);
  });
}

/** The rows of one area as Markdown. */
export function renderTables(rows: readonly Row[]): string {
  const isGraded = ({ name }: Row) => graded.test(name);
  const compared = rows.filter((row) => !isGraded(row));
  const tables = scaleTables(rows.filter(isGraded));
  if (compared.length > 0) tables.push(comparisonTable(compared));
  return tables.join("\n\n");
}

/** Mutation operators over solc's AST: each mutant is one replaced range of bytes of one source. */

export interface Mutant {
  file: string;
  line: number;
  scope: string;
  operator: string;
  start: number;
  length: number;
  original: string;
  replacement: string;
}

export interface Node {
  nodeType: string;
  src: string;
  name?: string;
  operator?: string;
  value?: string;
  kind?: string;
  body?: Node | null;
  trueBody?: Node;
  condition?: Node;
  leftExpression?: Node;
  rightExpression?: Node;
  subExpression?: Node;
  arguments?: Node[];
  [key: string]: unknown;
}

/** Each operator becomes each of these: arithmetic, boundary, negated comparison, bit and logic operators. */
const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["/"],
  "<<": [">>"],
  ">>": ["<<"],
  "&": ["|"],
  "|": ["&"],
  "==": ["!="],
  "!=": ["=="],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "&&": ["||"],
  "||": ["&&"],
  "+=": ["-=", "="],
  "-=": ["+="],
  "|=": ["="],
};

const rangeOf = (node: Node): [start: number, length: number] => {
  const [start = 0, length = 0] = node.src.split(":").map(Number);
  return [start, length];
};

/** Statements whose removal leaves something that compiles: calls, assignments, events, checks that revert. */
const isRemovable = (node: Node): boolean =>
  node.nodeType === "ExpressionStatement" ||
  node.nodeType === "EmitStatement" ||
  (node.nodeType === "IfStatement" && (node.falseBody ?? null) === null);

type Edit = Pick<Mutant, "operator" | "start" | "length" | "replacement">;

function operatorEdits(node: Node, source: Buffer): Edit[] {
  const [left, right] =
    node.nodeType === "Assignment"
      ? [node.leftHandSide as Node, node.rightHandSide as Node]
      : [node.leftExpression!, node.rightExpression!];
  const [leftStart, leftLength] = rangeOf(left);
  const from = leftStart + leftLength;
  const gap = source.subarray(from, rangeOf(right)[0]).toString();
  const operator = node.operator!;
  const index = gap.indexOf(operator);
  if (index < 0) return [];
  return (OPERATORS[operator] ?? []).map((replacement) => ({
    operator: `${operator} → ${replacement}`,
    start: from + Buffer.byteLength(gap.slice(0, index)),
    length: operator.length,
    replacement,
  }));
}

function literalEdits(node: Node): Edit[] {
  const [start, length] = rangeOf(node);
  if (node.kind === "bool") {
    const replacement = node.value === "true" ? "false" : "true";
    return [{ operator: `${node.value} → ${replacement}`, start, length, replacement }];
  }
  if (node.kind !== "number" || !/^[\d_]+$/.test(node.value ?? "")) return [];
  const replacement = String(BigInt(node.value!.replaceAll("_", "")) + 1n);
  return [{ operator: "constant + 1", start, length, replacement }];
}

function swapEdits(node: Node, source: Buffer): Edit[] {
  const text = (part: Node) => source.subarray(rangeOf(part)[0], sum(rangeOf(part))).toString();
  return (node.arguments ?? []).slice(1).map((second, i) => {
    const first = node.arguments![i]!;
    const start = rangeOf(first)[0];
    const between = source.subarray(sum(rangeOf(first)), rangeOf(second)[0]).toString();
    return {
      operator: "arguments swapped",
      start,
      length: sum(rangeOf(second)) - start,
      replacement: `${text(second)}${between}${text(first)}`,
    };
  });
}

const sum = ([start, length]: [number, number]): number => start + length;

function conditionEdits(node: Node): Edit[] {
  const [start, length] = rangeOf(node.condition!);
  return ["true", "false"].map((replacement) => ({
    operator: `condition → ${replacement}`,
    start,
    length,
    replacement,
  }));
}

function editsOf(node: Node, source: Buffer): Edit[] {
  const [start, length] = rangeOf(node);
  const semicolon = source[start + length] === ";".charCodeAt(0) ? 1 : 0;
  const removal = { operator: "statement removed", start, length: length + semicolon, replacement: "{}" };
  const edits: Edit[] = isRemovable(node) ? [removal] : [];
  if (node.nodeType === "BinaryOperation" || node.nodeType === "Assignment") {
    edits.push(...operatorEdits(node, source));
  } else if (node.nodeType === "Literal") {
    edits.push(...literalEdits(node));
  } else if (node.nodeType === "FunctionCall") {
    edits.push(...swapEdits(node, source));
  } else if (node.nodeType === "UnaryOperation" && ["!", "~"].includes(node.operator!)) {
    edits.push({ operator: `${node.operator} removed`, start, length: 1, replacement: "" });
  } else if (node.nodeType === "Conditional") {
    edits.push(...conditionEdits(node));
  } else if (
    node.nodeType === "IfStatement" &&
    !/revert/.test(source.subarray(start, start + length).toString())
  ) {
    edits.push(conditionEdits(node)[0]!);
  }
  return edits;
}

/** Arguments of errors and events are left out: wrong ones harm nobody's money, and other tests compare them. */
const isSkipped = (node: Node): boolean =>
  node.nodeType === "RevertStatement" || node.nodeType === "ModifierInvocation";

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "nodeType" in value && "src" in value;

const childrenOf = (node: Node): Node[] =>
  Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );

/**
 * All mutants of the named functions of a source; constants of a library belong to `constants`. Nested nodes first, in
 * the order of the source.
 */
export function mutantsOf(
  file: string,
  ast: Node,
  source: Buffer,
  isInScope: (name: string) => boolean,
): Mutant[] {
  const mutants: Mutant[] = [];
  const walk = (node: Node, scope: string | undefined, isEmit: boolean): void => {
    if (isSkipped(node)) return;
    let inner = scope;
    if (node.nodeType === "FunctionDefinition") inner = isInScope(node.name!) ? node.name : undefined;
    if (node.nodeType === "VariableDeclaration" && node.constant === true && scope === undefined) {
      inner = isInScope("constants") ? "constants" : undefined;
    }
    if (inner !== undefined && !isEmit) {
      for (const edit of editsOf(node, source)) {
        const original = source.subarray(edit.start, edit.start + edit.length).toString();
        const line = source.subarray(0, edit.start).toString().split("\n").length;
        mutants.push({ file, line, scope: inner, original, ...edit });
      }
    }
    const inEmit = isEmit || node.nodeType === "EmitStatement";
    for (const child of childrenOf(node)) walk(child, inner, inEmit);
  };
  walk(ast, undefined, false);
  return mutants.sort((a, b) => a.start - b.start || a.length - b.length);
}

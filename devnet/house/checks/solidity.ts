import { lineOf, listFiles, readText, type Findings } from "./tree.ts";

const blank = (text: string): string => text.replace(/[^\n]/g, " ");
const token = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** The code with comments blanked, and with strings emptied but still strings; positions stay. */
function withoutComments(text: string): string {
  return text.replace(token, (found) =>
    found.startsWith("/") ? blank(found) : `${found[0]}${blank(found.slice(1, -1))}${found.at(-1)}`,
  );
}

/** Whether the closest thing above a declaration, blanks aside, is a NatSpec comment. */
function isDocumented(text: string, index: number): boolean {
  const above = text.slice(0, index).trimEnd();
  const lastLine = above.slice(above.lastIndexOf("\n") + 1).trimStart();
  if (lastLine.startsWith("///")) return true;
  if (!above.endsWith("*/")) return false;
  return above.slice(above.lastIndexOf("/*")).startsWith("/**");
}

function judgeInterface(path: string, text: string, codeOnly: string): string[] {
  return [...codeOnly.matchAll(/\b(function|event|error)\s+(\w+)\s*\(/g)]
    .filter(({ index }) => !isDocumented(text, index))
    .map((found) => `${path}:${lineOf(text, found.index)}: ${found[1]} ${found[2]} has no NatSpec`);
}

/** Yul's `revert(offset, size)`, which passes an error on; Solidity's own takes one string at most. */
function isYulRevert(codeOnly: string, open: number): boolean {
  const end = codeOnly.slice(open).search(/[\n;]/);
  return /^\((?:[^(),]|\([^()]*\))+,(?:[^(),]|\([^()]*\))+\)/.test(codeOnly.slice(open, open + end));
}

function judgeReverts(path: string, text: string, codeOnly: string): string[] {
  return [...codeOnly.matchAll(/\brevert\s*\(|\brequire\s*\(([^;]*)\)\s*;/g)]
    .filter(({ 0: whole, 1: body, index }) =>
      whole.startsWith("revert")
        ? !isYulRevert(codeOnly, index + whole.length - 1)
        : !/,\s*\w+(?:\.\w+)*\s*\([\s\S]*\)\s*$/.test(body ?? ""),
    )
    .map(({ index }) => `${path}:${lineOf(text, index)}: a failure without a custom error`);
}

/** The bound stands in the block, above it, or in the comment of the function around it. */
function judgeUnchecked(path: string, text: string, codeOnly: string): string[] {
  return [...codeOnly.matchAll(/\bunchecked\s*\{/g)]
    .filter(({ index }) => {
      const start = codeOnly.lastIndexOf("function ", index);
      const firstLines = text.slice(index).split("\n", 2).join("\n");
      return !isDocumented(text, start) && !/\/\/|\*\//.test(text.slice(start, index) + firstLines);
    })
    .map(({ index }) => `${path}:${lineOf(text, index)}: unchecked without its bound`);
}

/** WETH9 is a verbatim foreign contract, compiled here because nobody ships its source for this compiler. */
const foreign = /^contracts\/src\/(external\/|local\/WETH9\.sol$)/;

export function checkSolidity(root: string): Findings {
  const problems: string[] = [];
  let scanned = 0;
  for (const path of listFiles(root)) {
    if (!path.startsWith("contracts/src/") || !path.endsWith(".sol") || foreign.test(path)) continue;
    scanned += 1;
    const text = readText(root, path);
    const codeOnly = withoutComments(text);
    problems.push(...judgeReverts(path, text, codeOnly), ...judgeUnchecked(path, text, codeOnly));
    if (/\/I[A-Z]\w*\.sol$/.test(path)) problems.push(...judgeInterface(path, text, codeOnly));
  }
  return { scanned, problems };
}

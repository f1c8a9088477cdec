import ts from "typescript";

export interface Import {
  readonly specifier: string;
  readonly line: number;
}

const scriptBlock = /<script\b[^>]*>([\s\S]*?)<\/script>/g;

function readScript(text: string, firstLine: number): Import[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => ({
    specifier: fileName,
    line: firstLine + text.slice(0, pos).split("\n").length - 1,
  }));
}

/** Static, dynamic and type imports and re-exports of a TypeScript, JavaScript or Svelte file. */
export function readImports(path: string, text: string): Import[] {
  if (!path.endsWith(".svelte")) return readScript(text, 1);
  return [...text.matchAll(scriptBlock)].flatMap((block) => {
    const body = block[1] ?? "";
    const start = block.index + block[0].indexOf(body);
    return readScript(body, text.slice(0, start).split("\n").length);
  });
}

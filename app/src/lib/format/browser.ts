const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "Mac"],
  [/\bLinux\b/, "Linux"],
];

function find(list: readonly (readonly [RegExp, string])[], agent: string): string | null {
  return list.find(([pattern]) => pattern.test(agent))?.[1] ?? null;
}

/** What a browser calls itself, in two words: "Firefox on Windows". */
export function describeBrowser(agent: string): string {
  const [browser, system] = [find(BROWSERS, agent), find(SYSTEMS, agent)];
  if (browser === null) return system === null ? "Unknown browser" : `A browser on ${system}`;
  return system === null ? browser : `${browser} on ${system}`;
}

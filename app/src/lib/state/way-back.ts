import { ownPath } from "#lib/format/answer.ts";

const KEY = "audifi.way-back";

/** Notes where somebody wants to go on after signing in, for the page that the letter's link opens. */
export function rememberWayBack(path: string): void {
  try {
    window.localStorage.setItem(KEY, path);
  } catch {
    // Without it, signing in ends in the settings.
  }
}

export function takeWayBack(): string {
  try {
    const path = window.localStorage.getItem(KEY);
    window.localStorage.removeItem(KEY);
    return ownPath(path, "/settings");
  } catch {
    return "/settings";
  }
}

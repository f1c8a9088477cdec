import { wakeAround } from "./alive-later.ts";

/** What `app.html` keeps of presses until the page's script is there. */
interface EarlyPresses {
  /** The last one: a button, or a form that nobody but the script can send. */
  pressed: { readonly target: HTMLElement; readonly submitter: HTMLElement | null } | null;
  readonly end: () => void;
}

declare global {
  interface Window {
    earlyPresses?: EarlyPresses;
  }
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const CHOICES = new Set(["checkbox", "radio"]);
/** Nobody types into them, or the browser itself changes their value. */
const LEFT_ALONE = new Set(["hidden", "file", "range", "submit", "button"]);

function isChoice(field: Field): field is HTMLInputElement {
  return CHOICES.has(field.type);
}

function isChanged(field: Field): boolean {
  if (field instanceof HTMLSelectElement) {
    const served = [...field.options].findIndex(({ defaultSelected }) => defaultSelected);
    return field.selectedIndex !== Math.max(served, 0);
  }
  if (!isChoice(field)) return field.value !== field.defaultValue;
  return field.checked !== field.defaultChecked && (field.type === "checkbox" || field.checked);
}

/** Puts back what was there, and tells the page as if it were entered now. */
function restore(field: Field, value: string | boolean): void {
  wakeAround(field);
  if (!field.isConnected) return;
  if (typeof value === "string") field.value = value;
  else if (isChoice(field)) field.checked = value;
  const isTyped = !isChoice(field) && !(field instanceof HTMLSelectElement);
  field.dispatchEvent(new Event(isTyped ? "input" : "change", { bubbles: true }));
}

/**
 * What a person entered and pressed on the served page before its script arrived. To be made before anything else runs,
 * because hydration puts served values back; the returned function enters and presses it again once the page is alive.
 */
export function keepEarlyInput(root: ParentNode): () => void {
  const fields = [...root.querySelectorAll<Field>("input, select, textarea")]
    .filter((field) => !LEFT_ALONE.has(field.type) && isChanged(field))
    .map((field) => ({ field, value: isChoice(field) ? field.checked : field.value }));
  return () => {
    for (const { field, value } of fields) restore(field, value);
    const presses = window.earlyPresses;
    presses?.end();
    const target = presses?.pressed?.target;
    target?.removeAttribute("aria-busy");
    if (target) wakeAround(target);
    if (!target?.isConnected) return;
    if (target instanceof HTMLFormElement) target.requestSubmit(presses?.pressed?.submitter);
    else target.click();
  };
}

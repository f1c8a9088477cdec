import { LAUNCH_STEPS, type LaunchStep } from "#lib/format/launch.ts";

/** The part of an address that is used: `page.url` of Kit is one that cannot be changed. */
interface Address {
  readonly pathname: string;
  readonly searchParams: Pick<URLSearchParams, "get" | "toString">;
}

export const STEP_NAMES: Readonly<Record<LaunchStep, string>> = {
  files: "Files",
  story: "Story",
  terms: "Terms",
  review: "Review",
};

/** The step that an address names; the first one where it names none. */
export function stepNamedBy(url: Address): LaunchStep {
  const named = url.searchParams.get("step");
  return LAUNCH_STEPS.find((step) => step === named) ?? "files";
}

/** The same address, network included, at a step of a draft. */
export function addressOfStep(url: Address, draft: string, step: LaunchStep): string {
  const query = new URLSearchParams(url.searchParams.toString());
  query.set("draft", draft);
  query.set("step", step);
  return `${url.pathname}?${query}`;
}

export function addressOfList(url: Address): string {
  const query = new URLSearchParams(url.searchParams.toString());
  query.delete("draft");
  query.delete("step");
  return query.size > 0 ? `${url.pathname}?${query}` : url.pathname;
}

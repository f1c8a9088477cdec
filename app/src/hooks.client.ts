import type { ClientInit } from "@sveltejs/kit/hooks";

/** Hydration gets a task of its own, behind whatever was pressed while the modules ran. */
export const init: ClientInit = () => new Promise((resolve) => setTimeout(resolve));

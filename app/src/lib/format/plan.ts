export interface PricedPlan {
  readonly id: string;
  readonly name: string;
  readonly amount: number;
  readonly currency: string;
  readonly interval: "month" | "year";
}

/** Plans of one name are one offer with several prices. */
export function groupPlans<Plan extends PricedPlan>(
  plans: readonly Plan[],
): readonly { readonly name: string; readonly prices: readonly Plan[] }[] {
  return [...Map.groupBy(plans, ({ name }) => name)].map(([name, prices]) => ({ name, prices }));
}

/** An amount in the smallest unit of a card currency: "$4.90", "$49". */
export function formatFiat(amount: number, currency: string): string {
  const code = currency.toUpperCase();
  const digits =
    new Intl.NumberFormat("en-US", { style: "currency", currency: code }).resolvedOptions()
      .maximumFractionDigits ?? 2;
  const unit = 10 ** digits;
  return new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: code,
    minimumFractionDigits: amount % unit === 0 ? 0 : digits,
  }).format(amount / unit);
}

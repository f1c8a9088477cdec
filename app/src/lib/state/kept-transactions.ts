/** Where this browser keeps the transactions that it sent on a network. */
export function keyOfTransactions(chainId: number): string {
  return `audifi.transactions.${chainId}`;
}

/** Whether there are any, told without the code that follows them. */
export function hasTransactions(chainId: number): boolean {
  return (window.localStorage.getItem(keyOfTransactions(chainId)) ?? "[]") !== "[]";
}

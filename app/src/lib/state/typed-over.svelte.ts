/**
 * A field that shows what the address says until somebody types over it. Reading the same page again, as happens when a
 * wallet connects and when an own transaction counts, leaves what was typed; an address that says something else
 * replaces it. Bind `text`, so that what is typed before the script arrives is kept when it does.
 */
export function typedOver(said: () => string): { text: string } {
  // On its own, so that the same text read again is no change.
  const saidNow = $derived(said());
  let text = $derived(saidNow);
  return {
    get text() {
      return text;
    },
    set text(typed) {
      text = typed;
    },
  };
}

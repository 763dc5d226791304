// Saying in a live region what happened, for whoever does not see it happen.

/** A function that says a sentence, also when it is the same as the last one. */
export function announcer(region) {
  return (sentence) => {
    region.textContent = '';
    requestAnimationFrame(() => { region.textContent = sentence; });
  };
}

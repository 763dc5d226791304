// What must be added to this phone's clock to get the server's: it may be wrong, and may be set right
// between noticing somebody and sending that.

// Differences below this are the way there and back.
const UNNOTICED = 2000;

let skew = null;
let drift = 0;

/** What is added to get the server's time, in milliseconds; null before the server was heard. */
export function skewNow() {
  return skew;
}

/** Whether the clock may have been set since the server was heard: it jumped against the one that cannot be. */
export function mayHaveBeenSet() {
  return skew !== null && Math.abs(driftNow() - drift) > UNNOTICED;
}

/** Remembers what the server's clock said just now. */
export function heard(serverTime) {
  const measured = Date.parse(serverTime) - Date.now();
  drift = driftNow();
  if (skew === null || Math.abs(measured - skew) > UNNOTICED) skew = Math.abs(measured) < UNNOTICED ? 0 : measured;
}

/** The time now on the clock by which things were noticed when `skewThen` was known of it. */
export function onClockOf(skewThen) {
  const set = skewThen === null || skew === null ? 0 : skew - skewThen;
  return new Date(Date.now() + set).toISOString();
}

function driftNow() {
  return Date.now() - performance.now();
}

// What our own server answered may become part of a page; any other text may not (Trusted Types).

const WORKER = '/puerta/sw.js';
const policy = globalThis.trustedTypes?.createPolicy('convoca', {
  createHTML: (answer) => answer,
  createScriptURL: (address) => {
    if (address !== WORKER) throw new TypeError(address);
    return address;
  },
});

/** Vouches for HTML that came from this very site: every answer is escaped where it is written. */
export function ours(answer) {
  return policy ? policy.createHTML(answer) : answer;
}

/** Vouches for the one script that runs outside any page. */
export function worker() {
  return policy ? policy.createScriptURL(WORKER) : WORKER;
}

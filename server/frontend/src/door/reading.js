// What a scanned or typed text is: a pass, the poster at the door, or something else.

const LETTERS = /^[23456789ABCDEFGHJKMNPQRSTVWXYZ]+$/;
const SEPARATORS = /[\s\u2010-\u2014-]/g;
const PASS = 12;
const POSTER = 8;

/** What a camera read: `{ code }` of a pass, or `{ no }`: the name of the sentence that says why not. */
export function scanned(text) {
  const [, door, written] = /\/([pc])\/([^/?#]+)(?:[/?#].*)?$/i.exec(text) ?? [null, '', text];
  const code = plain(written);
  if (!LETTERS.test(code)) return { no: 'other' };
  if (code.length === POSTER && door.toLowerCase() !== 'p') return { no: 'poster' };
  if (code.length !== PASS || door.toLowerCase() === 'c') return { no: 'other' };
  return { code };
}

/** What somebody typed: they wanted a code, so what is wrong with it is said. */
export function typed(text) {
  if (text.trim() === '') return { no: 'empty' };
  const found = scanned(text.trim());
  if (found.code || found.no === 'poster') return found;
  const code = plain(text);
  if (!/^[0-9A-Z]+$/.test(code)) return { no: 'other' };
  return { no: LETTERS.test(code) ? 'short' : 'letters' };
}

function plain(text) {
  return text.replace(SEPARATORS, '').toUpperCase();
}

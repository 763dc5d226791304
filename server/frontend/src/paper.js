// Says, while a sheet of paper is typed in, how it compares with the register as it stands now.

import { ours } from './trusted/own.js';

const gap = document.querySelector('[data-gap]');
if (gap) {
  const form = gap.closest('form');
  let waiting;
  let asked = 0;

  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(compare, 300);
  });

  async function compare() {
    const turn = ++asked;
    const query = new URLSearchParams({ sala: form.elements.room.value, hoja: sheet() });
    try {
      const answer = await fetch(`${gap.dataset.gap}?${query}`, { credentials: 'same-origin' });
      // An answer that comes after a later question is worth nothing any more.
      if (answer.ok && !answer.redirected && turn === asked) gap.innerHTML = ours(await answer.text());
    } catch {
      // Without a network the comparison waits until the sheet is sent.
    }
  }

  function sheet() {
    const numbers = [...form.querySelectorAll('input[data-tally]')].map((input) => Number(input.value) || 0);
    return numbers.reduce((sum, number) => sum + number, 0);
  }
}

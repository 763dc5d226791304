// Gives every number field marked data-tally a large − and + button, and keeps the totals.

for (const input of document.querySelectorAll('input[data-tally]')) {
  input.before(button('−', 'tally-minus', input.dataset.minusLabel, () => step(input, -1)));
  input.after(button('+', 'tally-plus', input.dataset.plusLabel, () => step(input, 1)));
  input.addEventListener('focus', () => input.select());
}

document.addEventListener('input', (event) => event.target.matches('[data-tally]') && total());
total();

function button(sign, style, label, press) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = `tally-button ${style}`;
  made.textContent = sign;
  made.setAttribute('aria-label', label);
  made.addEventListener('click', press);
  return made;
}

function step(input, by) {
  const highest = input.max === '' ? Infinity : Number(input.max);
  input.value = Math.min(highest, Math.max(Number(input.min), count(input) + by));
  input.dispatchEvent(new Event('input', { bubbles: true }));
  if (navigator.vibrate) navigator.vibrate(8);
}

function total() {
  for (const output of document.querySelectorAll('[data-tally-total]')) {
    const scope = output.closest('[data-tally-scope]') ?? output.closest('form') ?? document;
    const inputs = [...scope.querySelectorAll('input[data-tally]')];
    output.textContent = inputs.reduce((sum, input) => sum + count(input), 0);
  }
}

function count(input) {
  return Math.max(0, Math.trunc(Number(input.value) || 0));
}

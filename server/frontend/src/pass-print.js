// Says that a sheet of passes was downloaded, where the browser by itself would leave the form standing.
// The file goes from the answer into the download and nowhere else.

const WHILE_IT_IS_SAVED = 60_000; // milliseconds

const form = document.querySelector('[data-print]');
const printed = document.querySelector('[data-printed]');
const button = form.querySelector('[type="submit"]');

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (!button.disabled) make();
});

async function make() {
  const label = button.lastChild.textContent;
  button.disabled = true;
  button.lastChild.textContent = printed.dataset.making;
  const file = await made().catch(() => null);
  if (file) {
    save(file);
    tell(file.letters);
    return;
  }
  button.disabled = false;
  button.lastChild.textContent = label;
  // Whatever else there is to say is said by the page; the sheet's id makes it once however often.
  form.submit();
}

/** The printed sheet; null when the answer is something to read. */
async function made() {
  const answer = await fetch(location.pathname, {
    method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual', cache: 'no-store',
  });
  const name = /filename="(tarjetas-(\w+)\.pdf)"/.exec(answer.headers.get('Content-Disposition') ?? '');
  return answer.ok && name ? { blob: await answer.blob(), name: name[1], letters: name[2] } : null;
}

function save({ blob, name }) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), WHILE_IT_IS_SAVED);
}

function tell(letters) {
  const title = printed.querySelector('[data-printed-title]');
  title.textContent = printed.dataset.title.replace('{letters}', letters);
  printed.querySelector('[data-printed-sheet]').href = `/tarjetas/${letters}`;
  printed.hidden = false;
  form.remove();
  title.focus();
}

// A small dialog about one event: what it is, and what can be done with it.

/** Opens it; `move` is called when the event is to be moved. */
export function openEvent(one, move) {
  if (!one) return;
  const dialog = document.querySelector('[data-event-dialog]').content.firstElementChild.cloneNode(true);
  const part = (name) => dialog.querySelector(`[data-${name}]`);
  part('title').textContent = one.title;
  part('kind').textContent = one.kind;
  part('span').textContent = one.span;
  part('place').textContent = one.where;
  part('abroad').textContent = one.abroad;
  part('abroad-row').hidden = !one.abroad;
  part('open').href = `/eventos/${one.id}`;
  part('edit').href = `/eventos/${one.id}/editar`;
  part('move').href = `/eventos/${one.id}/mover`;
  part('edit').hidden = part('move').hidden = !one.movable;
  part('shut').addEventListener('click', () => dialog.close());
  part('move').addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    dialog.close();
    move(one);
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  part('open').focus();
}

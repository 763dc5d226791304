// A question in a dialog that stays open, and says why, until what was said yes to is done.

/**
 * True once `act`, which is given why it is done all the same, is done; false when it was not
 * wanted. Where it cannot be done `act` answers with what is `wrong`, and with what speaks
 * `against` it where saying why would do. Without a word for `yes` there is nothing to ask: it is
 * only told.
 */
export function asked({ ask, despite, yes, no }, act) {
  const dialog = document.querySelector('[data-board-dialog]').content.firstElementChild.cloneNode(true);
  const part = (name) => dialog.querySelector(`[data-${name}]`);
  const reason = part('why').querySelector('input');
  const object = (objection) => {
    part('despite').textContent = objection;
    part('despite').hidden = !objection;
    part('why').hidden = !objection || !yes;
  };
  part('ask').textContent = ask;
  part('yes').textContent = yes;
  part('yes').hidden = !yes;
  part('no').textContent = no;
  object(despite);
  document.body.append(dialog);
  return new Promise((settle) => {
    let done = false;
    dialog.addEventListener('submit', async (event) => {
      if (event.submitter?.value !== 'yes') return;
      event.preventDefault();
      const refused = await act(reason.value);
      part('wrong').textContent = refused?.wrong ?? '';
      part('wrong').hidden = !refused;
      if (refused?.against) { object(refused.against); reason.focus(); }
      if (refused) return;
      done = true;
      dialog.close();
    });
    dialog.addEventListener('close', () => { dialog.remove(); settle(done); });
    dialog.showModal();
    (!yes ? part('no') : despite ? reason : part('yes')).focus();
  });
}

// The people beside the staffing board: found by name, nearby or in the whole network.

/** Shows those whose name is sought, and those looked after by others only when they are wanted. */
export function searchable(panel) {
  const sought = panel.querySelector('[data-board-find]');
  const far = panel.querySelector('[data-board-far]');
  const sift = () => {
    const name = plain(sought.value);
    for (const item of panel.querySelectorAll('[data-name]')) {
      item.hidden = !plain(item.dataset.name).includes(name) || ('far' in item.dataset && !far.checked);
    }
  };
  sought.addEventListener('input', sift);
  far?.addEventListener('change', sift);
}

const plain = (words) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

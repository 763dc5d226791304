// A select that offers only what belongs to another one's choice, such as venues of a municipality.

/** Lets every such select inside `root` follow its leader. */
export function follows(root) {
  for (const select of root.querySelectorAll('select[data-follows]')) {
    const leader = root.querySelector(`#${select.dataset.follows}`);
    const groups = [...select.querySelectorAll('optgroup')];
    const offer = () => {
      const wanted = groups.filter((group) => !leader.value || group.dataset.group === leader.value);
      for (const group of groups) group.remove();
      select.append(...wanted);
    };
    leader.addEventListener('change', offer);
    offer();
  }
}

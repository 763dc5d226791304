// Where a new event will be, as far as that goes without saying.

/** The one municipality that is shown, or that there is; otherwise nothing. */
export function onlyPlace(host) {
  const chosen = new URLSearchParams(location.search).getAll('municipio');
  return chosen.length === 1 ? chosen[0] : host.dataset.home;
}

// Times of day as they are written in addresses and forms.

/** What the clock on the wall shows: never the moment in UTC, which may be another day. */
export function wall(date) {
  const two = (number) => String(number).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

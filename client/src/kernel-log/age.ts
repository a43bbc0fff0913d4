// How long ago something was, in the few characters that fit beside a source line.

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** `now`, `3 s ago`, `5 min ago`, `2 h ago`, `4 d ago`; a clock that runs ahead counts as now. */
export function formatAge(milliseconds: number): string {
  if (milliseconds < second) return 'now';
  if (milliseconds < minute) return `${Math.floor(milliseconds / second)} s ago`;
  if (milliseconds < hour) return `${Math.floor(milliseconds / minute)} min ago`;
  if (milliseconds < day) return `${Math.floor(milliseconds / hour)} h ago`;
  return `${Math.floor(milliseconds / day)} d ago`;
}

/** After how many milliseconds the text of an age changes, so that nothing is repainted in between. */
export function ageStep(milliseconds: number): number {
  if (milliseconds < minute) return second;
  return milliseconds < hour ? minute : hour;
}

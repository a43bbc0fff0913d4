// The arithmetic of a list that draws only the rows in sight. All rows are equally high.

export interface Viewport {
  /** Pixels scrolled from the top. */
  readonly scrollTop: number;
  /** Pixels in sight. */
  readonly height: number;
  readonly rowHeight: number;
  readonly rowCount: number;
}

/** Rows drawn above and below those in sight, so that scrolling shows no blank. */
const margin = 10;

/** Indexes of the rows to draw: from `first` up to, not including, `end`. */
export function visibleRange({ scrollTop, height, rowHeight, rowCount }: Viewport): {
  readonly first: number;
  readonly end: number;
} {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - margin);
  const end = Math.min(rowCount, Math.ceil((scrollTop + height) / rowHeight) + margin);
  return { first: Math.min(first, end), end };
}

/** Whether the newest row is in sight, so that the list goes on with the log. */
export function isAtEnd({ scrollTop, height, rowHeight, rowCount }: Viewport): boolean {
  return scrollTop + height >= rowCount * rowHeight - rowHeight / 2;
}

/** Where to scroll to so that a row is wholly in sight; the same place when it is. */
export function scrollTopFor(index: number, { scrollTop, height, rowHeight }: Viewport): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return top + rowHeight > scrollTop + height ? top + rowHeight - height : scrollTop;
}

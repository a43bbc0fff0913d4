// The list of the panel: draws the rows in sight, keeps to the newest row while the reader is there, moves a
// selection with the keyboard. It is a listbox to screen readers.
import { highlight } from './filter';
import type { LogRow } from './messages';
import { isAtEnd, scrollTopFor, visibleRange, type Viewport } from './visible-range';

export interface RowListEvents {
  /** A row was chosen: with the pointer, or with Enter when `focus` is set. */
  readonly onOpen: (row: LogRow, focus: boolean) => void;
  readonly onSelect: (row: LogRow | undefined) => void;
  /** The newest row came into sight or left it. */
  readonly onFollow: (atEnd: boolean) => void;
}

const rowHeight = 20;

export class RowList {
  private rows: readonly LogRow[] = [];
  private search = '';
  private selectedId: number | undefined;
  /** The reader looks at the newest rows, so the list goes on with the log. */
  private following = true;
  private readonly canvas = document.createElement('div');

  constructor(
    private readonly element: HTMLElement,
    private readonly events: RowListEvents,
  ) {
    this.canvas.className = 'canvas';
    this.canvas.setAttribute('role', 'presentation');
    element.append(this.canvas);
    element.addEventListener('scroll', () => this.scrolled());
    element.addEventListener('keydown', (event) => this.pressed(event));
    element.addEventListener('click', (event) => this.clicked(event));
    new ResizeObserver(() => this.refresh()).observe(element);
  }

  show(rows: readonly LogRow[], search: string): void {
    this.rows = rows;
    this.search = search;
    this.canvas.style.height = `${rows.length * rowHeight}px`;
    this.refresh();
  }

  scrollToEnd(): void {
    this.element.scrollTop = this.rows.length * rowHeight;
    this.scrolled();
  }

  /** The list has other rows or another size. */
  private refresh(): void {
    if (this.following) this.scrollToEnd();
    else this.scrolled();
  }

  private get viewport(): Viewport {
    const { scrollTop, clientHeight: height } = this.element;
    return { scrollTop, height, rowHeight, rowCount: this.rows.length };
  }

  private scrolled(): void {
    this.follow(isAtEnd(this.viewport));
    this.draw();
  }

  private follow(following: boolean): void {
    if (following !== this.following) this.events.onFollow(following);
    this.following = following;
  }

  private draw(): void {
    const { first, end } = visibleRange(this.viewport);
    const drawn = this.rows.slice(first, end).map((row, index) => this.drawRow(row, first + index));
    this.canvas.replaceChildren(...drawn);
    const selected =
      this.selectedId === undefined ? undefined : document.getElementById(idOf(this.selectedId));
    if (selected) this.element.setAttribute('aria-activedescendant', selected.id);
    else this.element.removeAttribute('aria-activedescendant');
  }

  private drawRow(row: LogRow, index: number): HTMLElement {
    const element = document.createElement('div');
    element.id = idOf(row.id);
    element.className = `row ${row.level ?? 'about'}`;
    element.style.top = `${index * rowHeight}px`;
    element.setAttribute('role', 'option');
    element.setAttribute('aria-selected', String(row.id === this.selectedId));
    element.setAttribute('aria-posinset', String(index + 1));
    element.setAttribute('aria-setsize', String(this.rows.length));
    element.dataset['index'] = String(index);
    element.append(cell('time', row.time), cell('level', row.level ?? ''), this.text(row));
    if (row.source !== undefined) element.append(cell('source', row.source));
    return element;
  }

  private text({ text }: LogRow): HTMLElement {
    const element = cell('text', '');
    for (const { text: piece, found } of highlight(text.replaceAll('\n', ' ⏎ '), this.search)) {
      const node = document.createElement(found ? 'mark' : 'span');
      node.textContent = piece;
      element.append(node);
    }
    return element;
  }

  private clicked(event: MouseEvent): void {
    const index = Number((event.target as Element).closest<HTMLElement>('.row')?.dataset['index'] ?? -1);
    const row = this.rows[index];
    if (row === undefined) return;
    this.select(index);
    this.events.onOpen(row, false);
  }

  private pressed(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.viewport.height / rowHeight) - 1);
    const current = this.rows.findIndex(({ id }) => id === this.selectedId);
    const moves: Partial<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current < 0 ? this.rows.length - 1 : current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: this.rows.length - 1,
    };
    const row = this.rows[current];
    const move = moves[event.key];
    if (event.key === 'Enter' && row !== undefined) this.events.onOpen(row, true);
    else if (event.key === 'Escape') this.deselect();
    else if (move !== undefined) this.select(Math.min(Math.max(move, 0), this.rows.length - 1));
    else return;
    event.preventDefault();
  }

  private select(index: number): void {
    const row = this.rows[index];
    if (row === undefined) return;
    this.selectedId = row.id;
    this.events.onSelect(row);
    this.element.scrollTop = scrollTopFor(index, this.viewport);
    this.draw();
  }

  private deselect(): void {
    this.selectedId = undefined;
    this.events.onSelect(undefined);
    this.draw();
  }
}

function idOf(id: number): string {
  return `row-${id}`;
}

function cell(name: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = name;
  element.textContent = text;
  return element;
}

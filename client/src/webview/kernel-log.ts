// The Kernel Log panel: rows from the extension → filter → list. Runs in a webview of its own, without access to
// anything but messages; what it remembers of its looks survives being hidden.
import { levels, type Level } from '../../../remote/src/kernel-log/record';
import { describeCount, describeEmpty } from './empty-state';
import { createFilter, everything, type Filter } from './filter';
import type { FromView, LogRow, LogStatus, ToView } from './messages';
import { RowList } from './row-list';

declare function acquireVsCodeApi(): {
  postMessage(message: FromView): void;
  getState(): Filter | undefined;
  setState(state: Filter): void;
};

const vscode = acquireVsCodeApi();
const levelBox = find('level', HTMLSelectElement);
const searchBox = find('search', HTMLInputElement);
const countText = find('count', HTMLElement);
const newestButton = find('newest', HTMLButtonElement);
const emptyText = find('empty', HTMLElement);
const rawText = find('raw', HTMLElement);
const listElement = find('list', HTMLElement);

let rows: LogRow[] = [];
let shown: LogRow[] = [];
let status: LogStatus = { target: undefined, following: false, connecting: undefined, trusted: true };
let filter: Filter = vscode.getState() ?? {
  ...everything,
  level: (document.body.dataset['level'] as Level | undefined) ?? everything.level,
};
let passes = createFilter(filter);

const list = new RowList(listElement, {
  onOpen: ({ id }, focus) => vscode.postMessage({ type: 'open', id, focus }),
  onSelect: (row) => {
    rawText.textContent = row?.raw ?? '';
    rawText.hidden = row === undefined || row.raw === '';
  },
  onFollow: (atEnd) => {
    newestButton.hidden = atEnd;
  },
});

function receive(message: ToView): void {
  countText.ariaLive = 'off';
  switch (message.type) {
    case 'reset':
      rows = [...message.rows];
      shown = rows.filter(passes);
      break;
    case 'append':
      rows = [...rows, ...message.rows].filter(({ id }) => id >= message.firstId);
      shown = [...shown, ...message.rows.filter(passes)].filter(({ id }) => id >= message.firstId);
      break;
    case 'status':
      status = message.status;
      break;
  }
  show();
}

function setFilter(changed: Partial<Filter>): void {
  filter = { ...filter, ...changed };
  vscode.setState(filter);
  passes = createFilter(filter);
  shown = rows.filter(passes);
  // How many pass is read out when the reader has filtered, and not with every record that comes.
  countText.ariaLive = 'polite';
  show();
}

function show(): void {
  // A list that is hidden has no size, and could not go to its end.
  showEmpty();
  list.show(shown, filter.search);
  countText.textContent = describeCount(rows.length, shown.length);
}

function showEmpty(): void {
  const empty = describeEmpty(status, rows.length, shown.length);
  emptyText.hidden = empty === undefined;
  listElement.hidden = empty !== undefined;
  if (empty === undefined) return;
  const sentence = document.createElement('p');
  sentence.textContent = empty.sentence;
  emptyText.replaceChildren(
    sentence,
    ...empty.actions.map(({ title, command }) =>
      createButton(title, () => {
        if (command === 'showAll') showAll();
        else vscode.postMessage({ type: 'command', command });
      }),
    ),
  );
}

function showAll(): void {
  levelBox.value = everything.level;
  searchBox.value = everything.search;
  setFilter(everything);
}

function createButton(title: string, press: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.textContent = title;
  button.addEventListener('click', press);
  return button;
}

function find<E extends HTMLElement>(id: string, type: abstract new () => E): E {
  const element = document.getElementById(id);
  if (element instanceof type) return element;
  throw new Error(`The panel has no ${id}.`);
}

levelBox.replaceChildren(
  ...levels.map((level) => {
    const option = document.createElement('option');
    option.value = level;
    option.textContent = level === 'debug' ? 'all levels' : `${level} and worse`;
    return option;
  }),
);
levelBox.value = filter.level;
searchBox.value = filter.search;
levelBox.addEventListener('change', () => setFilter({ level: levelBox.value as Level }));
searchBox.addEventListener('input', () => setFilter({ search: searchBox.value }));
searchBox.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown' || event.key === 'Enter') listElement.focus();
  if (event.key === 'Escape') {
    searchBox.value = '';
    setFilter({ search: '' });
  }
});
newestButton.addEventListener('click', () => list.scrollToEnd());
window.addEventListener('keydown', (event) => {
  const searches = (event.ctrlKey || event.metaKey) && event.key === 'f';
  if (!searches) return;
  event.preventDefault();
  searchBox.select();
});
window.addEventListener('message', (event: MessageEvent<ToView>) => receive(event.data));
vscode.postMessage({ type: 'ready' });

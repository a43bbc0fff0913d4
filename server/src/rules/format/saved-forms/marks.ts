// extensions/libxt_MARK.c (mark_tg_save), libxt_CONNMARK.c (connmark_tg_save): every way to set a mark is one of
// clearing the bits of a mask and flipping those of a value.
import { readMark } from '../../model/values/integer';
import type { Mark } from '../../model/values/integer';
import { isFault } from '../../model/values/reading';
import type { SavedForm, SavedOption } from '../saved-form';
import { asMark, asNumber, hexadecimal } from '../write-value';

const all = 0xffffffff;

/** Each way as value and mask of `--set-xmark` (mark_tg_parse). */
const ways: Readonly<Record<string, (mark: Mark) => Mark>> = {
  'set-xmark': (mark) => mark,
  'set-mark': ({ value, mask }) => ({ value, mask: (value | mask) >>> 0 }),
  'and-mark': ({ value }) => ({ value: 0, mask: ~value >>> 0 }),
  'or-mark': ({ value }) => ({ value, mask: value }),
  'xor-mark': ({ value }) => ({ value, mask: 0 }),
};

function asFlip(option: SavedOption): SavedOption {
  const way = ways[option.name];
  const mark = readMark(option.values[0] ?? '');
  if (!way || isFault(mark)) return option;
  const { value, mask } = way(mark.value);
  return { ...option, name: 'set-xmark', values: [`${hexadecimal(value)}/${hexadecimal(mask)}`] };
}

const options = {
  'set-xmark': asMark,
  'set-mark': asMark,
  'and-mark': asMark,
  'or-mark': asMark,
  'xor-mark': asMark,
} as const;

export const markTarget: SavedForm = {
  kind: 'target',
  name: 'MARK',
  options,
  rewrite: (written) => written.map(asFlip),
};

export const connmarkTarget: SavedForm = {
  kind: 'target',
  name: 'CONNMARK',
  options: {
    ...options,
    'save-mark': asMark,
    'restore-mark': asMark,
    nfmask: asMark,
    ctmask: asMark,
    mask: asMark,
    'left-shift-mark': asNumber,
    'right-shift-mark': asNumber,
  },
  rewrite: (written) => withMasks(written.map(asFlip)),
};

/** What is copied is always said with both masks, for which `--mask` stands; what is set, with its own. */
function withMasks(written: readonly SavedOption[]): readonly SavedOption[] {
  const [way, ...others] = written;
  const valueOf = (name: string) => others.find((option) => option.name === name)?.values[0];
  const mask = valueOf('mask');
  if (!way) return written;
  if (way.name === 'set-xmark') {
    return mask === undefined ? written : [{ ...way, values: [`${way.values[0]?.split('/')[0]}/${mask}`] }];
  }
  if (way.name !== 'save-mark' && way.name !== 'restore-mark') return written;
  const masks = ['nfmask', 'ctmask'].map((name) => valueOf(name) ?? mask ?? hexadecimal(all));
  return [
    way,
    { name: 'nfmask', isNegated: false, values: masks.slice(0, 1) },
    { name: 'ctmask', isNegated: false, values: masks.slice(1) },
    ...others.filter(({ name }) => !name.endsWith('mask')),
  ];
}

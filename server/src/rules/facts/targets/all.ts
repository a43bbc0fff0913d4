// The notes of all targets, in the order of their names. catalog.ts joins them to the option tables.
import type { ExtensionNote } from '../note';
import { connmark } from './connmark';
import { dnat } from './dnat';
import { log } from './log';
import { mark } from './mark';
import { masquerade } from './masquerade';
import { nflog } from './nflog';
import { redirect } from './redirect';
import { reject, reject6 } from './reject';
import { snat } from './snat';
import { tee } from './tee';
import { verdicts } from './verdicts';

export const targetNotes: readonly ExtensionNote[] = [
  connmark,
  dnat,
  log,
  mark,
  masquerade,
  nflog,
  redirect,
  reject,
  reject6,
  snat,
  tee,
  ...verdicts,
];

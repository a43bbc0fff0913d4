// The commands of `nfw`, in the order its help lists them.
import type { Command } from '../command';
import { build } from './build';
import { clangd } from './clangd';
import { demo } from './demo';
import { lint } from './lint';
import { load } from './load';
import { log } from './log';
import { lsp } from './lsp';
import { newExtension } from './new';
import { reload } from './reload';
import { rules } from './rules';
import { unload } from './unload';
import { vm } from './vm';

export const commands: readonly Command[] = [
  lint,
  lsp,
  vm,
  build,
  load,
  unload,
  reload,
  log,
  rules,
  demo,
  newExtension,
  clangd,
];

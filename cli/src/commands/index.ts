// The commands of `nfw`, in the order its help lists them.
import type { Command } from '../command';
import { lint } from './lint';
import { lsp } from './lsp';
import { vm } from './vm';

export const commands: readonly Command[] = [lint, lsp, vm];

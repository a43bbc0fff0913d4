// Every check of C, in the order of the documentation.
import { fileNameCheck } from './file-name';
import { optionTable } from './option-table';
import type { ModuleCheck } from './subject';
import { targetSize } from './target-size';
import { twinMissing } from './twin-missing';
import { twinSize } from './twin-size';

export const moduleChecks: readonly ModuleCheck[] = [
  targetSize,
  twinSize,
  twinMissing,
  optionTable,
  fileNameCheck,
];

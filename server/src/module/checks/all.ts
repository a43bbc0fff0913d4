// Every check of C, in the order of the documentation.
import { apiMoved } from './api-moved';
import { fileNameCheck } from './file-name';
import { handlerSignature } from './handler-signature';
import { layout32And64 } from './layout-32-64';
import { moduleAlias } from './module-alias';
import { moduleOwner } from './module-owner';
import { nameTooLong } from './name-too-long';
import { optionTable } from './option-table';
import { returnInVoid } from './return-in-void';
import type { ModuleCheck } from './subject';
import { targetSize } from './target-size';
import { twinMissing } from './twin-missing';
import { twinSize } from './twin-size';
import { unspecHooks } from './unspec-hooks';
import { userSizeAlign } from './user-size-align';
import { usersizeMissing } from './usersize-missing';
import { xtablesVersion } from './xtables-version';

export const moduleChecks: readonly ModuleCheck[] = [
  targetSize,
  twinSize,
  twinMissing,
  optionTable,
  fileNameCheck,
  apiMoved,
  handlerSignature,
  layout32And64,
  moduleAlias,
  moduleOwner,
  nameTooLong,
  returnInVoid,
  unspecHooks,
  userSizeAlign,
  usersizeMissing,
  xtablesVersion,
];

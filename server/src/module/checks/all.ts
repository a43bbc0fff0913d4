// Every check of C, in the order of the documentation.
import { apiMoved } from './api-moved';
import { exitOrder } from './exit-order';
import { fileNameCheck } from './file-name';
import { globalState } from './global-state';
import { handlerSignature } from './handler-signature';
import { headerGuard } from './header-guard';
import { hooksMissing } from './hooks-missing';
import { includeInFunction } from './include-in-function';
import { layout32And64 } from './layout-32-64';
import { moduleAlias } from './module-alias';
import { moduleOwner } from './module-owner';
import { nameTooLong } from './name-too-long';
import { nullDevice } from './null-device';
import { optionTable } from './option-table';
import { optionUnchecked } from './option-unchecked';
import { printMissing } from './print-missing';
import { returnInVoid } from './return-in-void';
import { skbLeak } from './skb-leak';
import { skbUnchecked } from './skb-unchecked';
import { skbUseAfterFree } from './skb-use-after-free';
import { stubHandler } from './stub-handler';
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
  skbLeak,
  skbUnchecked,
  skbUseAfterFree,
  unspecHooks,
  userSizeAlign,
  usersizeMissing,
  xtablesVersion,
  printMissing,
  optionUnchecked,
  includeInFunction,
  headerGuard,
  exitOrder,
  globalState,
  hooksMissing,
  nullDevice,
  stubHandler,
];

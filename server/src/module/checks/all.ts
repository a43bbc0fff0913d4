// Every check of C, in the order of the documentation.
import type { Check } from '../../check';
import { apiMoved } from './api-moved';
import { checkentryPositive } from './checkentry-positive';
import { destroyMissing } from './destroy-missing';
import { deviceNotifier } from './device-notifier';
import { exitOrder } from './exit-order';
import { badVerdict } from './bad-verdict';
import { fileNameCheck } from './file-name';
import { globalState } from './global-state';
import { gplSymbol } from './gpl-symbol';
import { handlerSignature } from './handler-signature';
import { headerGuard } from './header-guard';
import { hooksMissing } from './hooks-missing';
import { includeInFunction } from './include-in-function';
import { kbuild, kbuildFlags } from './kbuild';
import type { BuildSubject } from './kbuild';
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
import { stringUnterminated } from './string-unterminated';
import { stubHandler } from './stub-handler';
import { sleepInHandler } from './sleep-in-handler';
import { checksum } from './checksum';
import { norefDst } from './noref-dst';
import { recursionGuard } from './recursion-guard';
import { ttl } from './ttl';
import type { ModuleCheck } from './subject';
import { symbolMissing } from './symbol-missing';
import { targetSize } from './target-size';
import { twinMissing } from './twin-missing';
import { twinSize } from './twin-size';
import { unspecHooks } from './unspec-hooks';
import { unspecParsesIp } from './unspec-parses-ip';
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
  symbolMissing,
  gplSymbol,
  badVerdict,
  ttl,
  recursionGuard,
  norefDst,
  checksum,
  handlerSignature,
  layout32And64,
  moduleAlias,
  moduleOwner,
  nameTooLong,
  returnInVoid,
  skbLeak,
  skbUnchecked,
  skbUseAfterFree,
  sleepInHandler,
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
  kbuild,
  checkentryPositive,
  destroyMissing,
  deviceNotifier,
  stringUnterminated,
  unspecParsesIp,
];

/** Every check of build files; what each is called and says is a check's of C too. */
export const buildFileChecks: readonly Check<BuildSubject>[] = [kbuildFlags];

// All checks of rule files. Where two ask for the same problem or fault, the first that has something to say says it.
import { attachedValue } from './attached-value';
import { badAddress } from './bad-address';
import { badCombination } from './bad-combination';
import { badChainName, badPolicy } from './bad-declaration';
import { badInterface } from './bad-interface';
import { badMark } from './bad-mark';
import { badName } from './bad-name';
import { badNumber } from './bad-number';
import { badPort } from './bad-port';
import { badProtocol } from './bad-protocol';
import { badRate } from './bad-rate';
import { badText } from './bad-text';
import { badValue } from './bad-value';
import { badWord } from './bad-word';
import { carriageReturn } from './carriage-return';
import { chainCommand } from './chain-command';
import { chainLoop } from './chain-loop';
import { command } from './command';
import { countersSyntax } from './counters-syntax';
import { deprecatedMatch } from './deprecated-match';
import { dropInNat } from './drop-in-nat';
import { duplicateChain } from './duplicate-chain';
import { duplicateRule } from './duplicate-rule';
import { forbiddenOption } from './forbidden-option';
import { interfaceDirection } from './interface-direction';
import { invertedAddress } from './inverted-address';
import { jumpToBuiltin } from './jump-to-builtin';
import { misplacedBlank } from './misplaced-blank';
import { misplacedExtension } from './misplaced-extension';
import { missingCommit } from './missing-commit';
import { missingOption } from './missing-option';
import { missingProtocol } from './missing-protocol';
import { missingValue } from './missing-value';
import { negation } from './negation';
import { neverMatches } from './never-matches';
import { noFinalNewline } from './no-final-newline';
import { optionConflict } from './option-conflict';
import { outsideTable } from './outside-table';
import { portWithoutProtocol } from './port-without-protocol';
import { repeatedOption } from './repeated-option';
import type { RuleCheck } from './rule-check';
import { ruleHook } from './rule-hook';
import { ruleNumber } from './rule-number';
import { ruleProtocol } from './rule-protocol';
import { ruleTable } from './rule-table';
import { strayArgument } from './stray-argument';
import { limitOverflow } from './limit-overflow';
import { lineTooLong, tooLong } from './too-long';
import { undefinedChain, undefinedTarget } from './undefined-chain';
import { unknownMatch } from './unknown-match';
import { unknownOption } from './unknown-option';
import { unknownTable } from './unknown-table';
import { unreachableRule } from './unreachable-rule';
import { unsupportedExtension } from './unsupported-extension';
import { unusedChain } from './unused-chain';

export const ruleChecks: readonly RuleCheck[] = [
  ...[outsideTable, missingCommit, noFinalNewline, misplacedBlank, carriageReturn, unknownTable],
  ...[badChainName, badPolicy, duplicateChain, undefinedChain, undefinedTarget, jumpToBuiltin],
  ...[ruleNumber, chainCommand, command, forbiddenOption, badName, unknownMatch],
  ...[portWithoutProtocol, unknownOption, missingValue, strayArgument, negation, countersSyntax],
  ...[tooLong, lineTooLong, attachedValue, repeatedOption, optionConflict, missingOption, missingProtocol],
  ...[interfaceDirection, invertedAddress, dropInNat],
  ...[badProtocol, badAddress, badInterface, badPort, badNumber, badMark, badWord, badRate, badText],
  ...[badValue, badCombination],
  ...[misplacedExtension, ruleTable, ruleHook, ruleProtocol, unsupportedExtension, limitOverflow, chainLoop],
  ...[unusedChain, unreachableRule, duplicateRule, neverMatches, deprecatedMatch],
];

// Another name for a chain of a script, in all commands and here-documents that name it, and where a variable is given
// the name. What iptables or the shell would not take, and what would make one chain of two, is refused.
import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import type { Refusal, RenameSubject, RuleService } from '../../rules/service';
import { renamableChainAt } from './renamable-chain';
import { eachOnce, inOrder, scriptChainNamed } from './script-chain';
import type { ScriptChain, ScriptRules } from './script-chain';

export interface ChainRename {
  readonly edits: TextEdit[];
  /** Where the name stands besides, in what is not read as a command of iptables. */
  readonly left: readonly Range[];
}

/** Undefined where no chain is named. */
export function prepareRenameInScript(
  service: RuleService,
  script: ScriptRules,
  position: Position,
): RenameSubject | Refusal | undefined {
  const renamable = renamableChainAt(service, script, position);
  return renamable && 'refusal' in renamable ? renamable : renamable?.subject;
}

export function renameInScript(
  service: RuleService,
  script: ScriptRules,
  position: Position,
  newName: string,
): ChainRename | Refusal | undefined {
  const renamable = renamableChainAt(service, script, position);
  if (!renamable || 'refusal' in renamable) return renamable;
  const { chain, edited, left } = renamable;
  if (newName === chain.name.name) return { edits: [], left: [] };
  const refusal = faultOfName(service, script, chain, newName);
  if (refusal !== undefined) return { refusal };
  const edits = eachOnce(edited)
    .sort(inOrder)
    .map((range) => ({ range, newText: newName }));
  return { edits, left };
}

function faultOfName(
  service: RuleService,
  script: ScriptRules,
  { name: { table }, known }: ScriptChain,
  name: string,
): string | undefined {
  for (const { read, place } of known) {
    const answer = service.rename(read.snapshot, place, name);
    if (answer && 'refusal' in answer) return answer.refusal;
    if (scriptChainNamed(service, script, { table, name }, read).known.length > 0) {
      return `Chain '${name}' exists already in the table ${table}.`;
    }
  }
  return /^[\w@%+=:,.-]+$/.test(name)
    ? undefined
    : `'${name}' would need quotes in a script: take letters, digits, - and _.`;
}

// Names of the kernel's netfilter and of libxtables that extensions are written with: what each does, from which and up
// to which version it is there, and where it may be called.
import { kernelNames } from './kernel-names';
import { libxtablesNames } from './libxtables-names';
import { xTablesNames } from './x-tables-names';

/** Where code may call it. */
export type CallContext =
  /** Everywhere, in a target or match too. */
  | 'anywhere'
  /** In a target or match, which is called with bottom halves off and must not sleep. */
  | 'packet'
  /** Where sleeping is allowed: in checkentry, destroy, init and exit. */
  | 'sleeping'
  /** In the userspace half. */
  | 'userspace';

/** Names that have their context and their source in common. */
export interface NameGroup {
  readonly context: CallContext;
  /** The file that says so. */
  readonly source: string;
  readonly names: readonly NameFact[];
}

export interface NameFact {
  /** As it is written today. */
  readonly form: string;
  readonly explanation: string;
  /** `Linux 4.10`, `iptables 1.4.11`. */
  readonly since?: string;
  /** The last version that has it. */
  readonly until?: string;
}

export type ApiName = NameFact & Pick<NameGroup, 'context' | 'source'>;

const byName = new Map(
  [...xTablesNames, ...kernelNames, ...libxtablesNames].flatMap(({ names, context, source }) =>
    names.map((fact): [string, ApiName] => [nameIn(fact), { ...fact, context, source }]),
  ),
);

/** `xt_net` of `xt_net(par)`, `xt_action_param` of `struct xt_action_param`. */
function nameIn({ form }: NameFact): string {
  return /(\w+)(?:\(|$)/.exec(form)?.[1] ?? form;
}

/** The row of a name. */
export function apiName(name: string): ApiName | undefined {
  return byName.get(name);
}

/** Every name that has a row. */
export const apiNames: readonly string[] = [...byName.keys()];

// Our own verdict on a rule file, in the terms of the oracle: an error of the parser's tier is a refusal of `--test`,
// one of the parser's or the kernel's a refusal at load.
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { DiagnosticData, Tier } from '../../server/src/check';
import { diagnose } from '../../server/src/rules/diagnostics';
import { createCatalog } from '../../server/src/rules/facts/catalog';
import { createSnapshot } from '../../server/src/rules/snapshot';
import type { Family, Variant } from './iptables-oracle';

export interface Judgement {
  readonly passesTest: boolean;
  readonly loads: boolean;
  /** There is a warning of the kernel's tier: some kernels refuse the load and others do not. */
  readonly isLoadDoubtful: boolean;
  /** The errors found: `code: message`. */
  readonly found: readonly string[];
}

/** Where the oracle is asked, nothing but iptables itself is installed. */
const bare = createCatalog({ complete: true, bare: true });

export function judge(
  text: string,
  family: Family,
  variant: Variant,
  version: string,
  catalog = bare,
): Judgement {
  const profile = { variant, version, family, consumer: 'restore' } as const;
  const snapshot = createSnapshot(text, { uri: 'file:///case', profile, catalog });
  const diagnostics = diagnose(snapshot);
  const errors = diagnostics.filter(({ severity }) => severity === DiagnosticSeverity.Error);
  const warnings = diagnostics.filter(({ severity }) => severity === DiagnosticSeverity.Warning);
  const tiers = errors.map(tierOf);
  return {
    passesTest: !tiers.includes('parser'),
    loads: !tiers.includes('parser') && !tiers.includes('kernel'),
    isLoadDoubtful: warnings.some((warning) => tierOf(warning) === 'kernel'),
    found: errors.map(({ code, message }) => `${code ?? ''}: ${JSON.stringify(message)}`),
  };
}

function tierOf({ data }: Diagnostic): Tier {
  return (data as DiagnosticData).tier;
}

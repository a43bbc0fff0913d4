// Where a chain of a script is named: references, highlights, and where it is made.
import type { DocumentHighlight, LocationLink, Position, Range } from 'vscode-languageserver-types';
import type { RuleService } from '../../rules/service';
import { placeIn } from '../positions';
import { askOfChain, inOrder, scriptChainNamed, scriptChainAt } from './script-chain';
import type { ScriptRules } from './script-chain';

/** Undefined where no chain is named. */
export function referencesInScript(
  service: RuleService,
  script: ScriptRules,
  position: Position,
  includeDeclaration: boolean,
): Range[] | undefined {
  const chain = scriptChainAt(service, script, position);
  return (
    chain &&
    askOfChain(chain, (snapshot, place) => service.references(snapshot, place, includeDeclaration)).sort(
      inOrder,
    )
  );
}

export function highlightsInScript(
  service: RuleService,
  script: ScriptRules,
  position: Position,
): DocumentHighlight[] | undefined {
  const chain = scriptChainAt(service, script, position);
  return (
    chain &&
    askOfChain(chain, (snapshot, place) => service.highlights(snapshot, place)).sort((one, other) =>
      inOrder(one.range, other.range),
    )
  );
}

/** The commands and lines that make the chain; undefined where none is named, or the script makes none of the name. */
export function definitionInScript(
  service: RuleService,
  { uri, ...script }: ScriptRules & { readonly uri: string },
  position: Position,
): LocationLink[] | undefined {
  const place = placeIn(script.text, script.regions, position);
  const word = place && service.chainNameAt(place.read.snapshot, place.position);
  if (!word) return undefined;
  const origin = place.positions.toDocument(word.range);
  const declared = askOfChain(scriptChainNamed(service, script, word, place.read), (snapshot, at) => {
    const found = service.definition(snapshot, at);
    return found?.kind === 'chain' ? [...found.targets] : [];
  });
  if (declared.length === 0) return undefined;
  return declared.sort(inOrder).map((range) => ({
    targetUri: uri,
    targetRange: range,
    targetSelectionRange: range,
    ...(origin && { originSelectionRange: origin }),
  }));
}

// A line as the model has it, together with what the checks of single lines found in it. Both follow from the line alone, and
// are kept as long as it stays as it is.
import type { FoundInLine } from './checks/run-line-checks';
import type { LineModel } from './model/line';
import type { Lines, ModelledLine } from './model/lines';

export interface AnalysedModel extends LineModel {
  readonly found: readonly FoundInLine[];
}

export type AnalysedLine = ModelledLine<AnalysedModel>;
export type AnalysedLines = Lines<AnalysedModel>;

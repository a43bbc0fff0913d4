// The model of one C source or header as plain data: what extract.ts reads from a tree, and all that checks, features
// and the workspace know of the file. Values stay expressions until a scope (scope.ts) can evaluate them.
import type { Range } from 'vscode-languageserver-types';
import type { CallExpression, Expression } from './expression';
import type { FunctionModel } from './functions';
import type { Macro } from './macros';
import type { OptionTable } from './option-tables';
import type { PrintkSite } from './printk';
import type { Registration } from './registrations';
import type { Variable } from './statements';
import type { Struct } from './structs';
import type { TypeReference } from './type-reference';

export interface SourceModel {
  /** The document's URI. */
  readonly uri: string;
  /** As it is written, before masking. */
  readonly text: string;
  readonly includes: readonly Include[];
  /** By name, in the order of the file; more than one where conditionals give alternatives. */
  readonly macros: ReadonlyMap<string, readonly Macro[]>;
  readonly constants: ReadonlyMap<string, readonly EnumConstant[]>;
  /** By `struct name` or `union name`. */
  readonly structs: ReadonlyMap<string, readonly Struct[]>;
  readonly typedefs: ReadonlyMap<string, readonly TypeReference[]>;
  readonly functions: readonly FunctionModel[];
  /** Declared at the top of the file. */
  readonly variables: readonly Variable[];
  /** Macros called at the top of the file: `module_init(f)`, `static DEFINE_SPINLOCK(lock)`, `MODULE_ALIAS("…")`. */
  readonly invocations: readonly CallExpression[];
  readonly registrations: readonly Registration[];
  readonly optionTables: readonly OptionTable[];
  readonly printkSites: readonly PrintkSite[];
}

export interface Include {
  readonly path: string;
  /** Written with quotes. */
  readonly local: boolean;
  readonly range: Range;
}

export interface EnumConstant {
  readonly name: string;
  readonly range: Range;
  /** What it is set to; undefined when it counts on from `previous`. */
  readonly value: Expression | undefined;
  /** Name of the constant before it in the same enum. */
  readonly previous: string | undefined;
}

// The part of the language server's protocol that is not LSP: custom requests and what they carry. It is all that
// the client may import of the server.
import {
  NotificationType,
  NotificationType0,
  RequestType,
  RequestType0,
} from 'vscode-languageserver-protocol';
import type { Location, Position } from 'vscode-languageserver-protocol';

/** Languages the server serves; the ids stand in package.json too. */
export const ruleLanguage = 'iptables-rules';
export const testLanguage = 'iptables-tests';
export const scriptLanguage = 'shellscript';

/** The profile a rule file is read with: whose parser, which version, which family. */
export interface ProfileSettings {
  readonly variant: 'legacy' | 'nft';
  /** Version of iptables, e.g. `1.8.9`. */
  readonly version: string;
  readonly family: 'ipv4' | 'ipv6';
}

/** A printk call of a workspace source; remote/src/kernel-log matches records to it. */
export interface PrintkCall {
  /** Absolute path. */
  readonly file: string;
  /** One-based line of the call. */
  readonly line: number;
  /** The format the kernel sees, `pr_fmt` applied and escapes decoded. */
  readonly format: string;
  readonly level: 'emerg' | 'alert' | 'crit' | 'err' | 'warning' | 'notice' | 'info' | 'debug' | undefined;
  readonly function: string;
}

/** All printk calls of the C sources the server knows. */
export const printkCallsRequest = new RequestType0<PrintkCall[], void>('netfilterWorkbench/printkCalls');

/** The answer to `printkCallsRequest` is another than it was. */
export const printkCallsChangedNotification = new NotificationType0('netfilterWorkbench/printkCallsChanged');

/** An iptables extension of the workspace: what was found of its two halves. */
export interface WorkspaceExtension {
  readonly name: string;
  readonly kind: 'match' | 'target';
  /** Absolute path of the source that registers it in the kernel. */
  readonly kernelSource: string | undefined;
  /** Absolute path of the source that registers it in iptables. */
  readonly userspaceSource: string | undefined;
  readonly revisions: readonly number[];
}

export const extensionsRequest = new RequestType0<WorkspaceExtension[], void>(
  'netfilterWorkbench/extensions',
);

/** Whether iptables or the workspace has an extension of that kind and name already. */
export const extensionExistsRequest = new RequestType<
  { readonly kind: 'match' | 'target'; readonly name: string },
  boolean,
  void
>('netfilterWorkbench/extensionExists');

/**
 * Who says a part of a profile: the file in a comment, its first line or its name, the settings, the tree of iptables'
 * own sources that it lies in, the target, what else the file has in it, nobody.
 */
export type ProfileSource = 'comment' | 'stamp' | 'name' | 'setting' | 'tree' | 'target' | 'text' | 'default';

/** A profile and where each part of it comes from. */
export interface DocumentProfile extends ProfileSettings {
  /** Checked for the other variant too. */
  readonly isForBoth: boolean;
  /** Who hands the rules over. */
  readonly consumer: 'restore' | 'noflush' | 'ufw' | 'template' | 'shell';
  readonly sources: Readonly<Record<'variant' | 'version' | 'family' | 'consumer', ProfileSource>>;
  /** Name of the connected target whose iptables is known. */
  readonly target: string | undefined;
}

/** The profile in force for a document, for the language status item; null for one without rules. */
export const profileRequest = new RequestType<{ readonly uri: string }, DocumentProfile | null, void>(
  'netfilterWorkbench/profile',
);

/** The iptables of the machine that rules are going to, as remote/src/jobs/installed-extensions.ts finds it. */
export interface InstalledIptables {
  /** What the machine is called. */
  readonly target: string;
  readonly variant: 'legacy' | 'nft';
  readonly version: string;
  /** The option tables of its extensions as print-option-tables.c prints them. */
  readonly optionTables: string | undefined;
  /** What its extensions print for `--help`, where there are no tables. */
  readonly help: readonly {
    readonly kind: 'match' | 'target';
    readonly name: string;
    readonly text: string;
  }[];
}

/** Where the headers of a target's kernel lie on this machine, as remote/src/jobs/kernel-headers.ts finds them. */
export interface KernelHeaders {
  /** What the kernel is called in messages: `6.1.0-18-amd64 on router`. */
  readonly name: string;
  /** Absolute path of the folder that modules are built against, with Module.symvers and what was generated. */
  readonly build: string;
  /** Absolute paths of the folders that the kernel's make searches for includes, in its order. */
  readonly includes: readonly string[];
}

/** The kernels of the connected targets whose headers are known. */
export const kernelHeadersNotification = new NotificationType<readonly KernelHeaders[]>(
  'netfilterWorkbench/kernelHeaders',
);

/** The client is connected to a machine with this iptables; null when it is connected to none any more. */
export const installedIptablesNotification = new NotificationType<InstalledIptables | null>(
  'netfilterWorkbench/installedIptables',
);

/** What a client says of itself among its `experimental` capabilities. */
export interface ClientExtras {
  readonly netfilterWorkbench?: {
    /** It has `showRulesCommand`. */
    readonly showRules?: boolean;
    /** Whether another extension gives C its colours. */
    readonly coloursOfC?: 'elsewhere';
  };
}

/** The command of a code lens: shows the rules that use an extension. */
export const showRulesCommand = 'netfilterWorkbench.showRules';

/** The one argument of `showRulesCommand`. */
export interface ShownRules {
  readonly uri: string;
  /** Of the lens, beside which the rules are shown. */
  readonly position: Position;
  readonly locations: readonly Location[];
}

// Beside each printk call of the open C sources: its last message, how often it came, how long ago. Dimmed when what
// printed it is no longer what the editor shows; the hover has the last messages as the kernel gave them.
import * as vscode from 'vscode';
import { inlineLogEnabled, onSettingChange, section } from '../config';
import { registerCommand, type WorkbenchContext } from '../context';
import { ageStep } from '../kernel-log/age';
import { inlineMessages, type InlineMessage } from '../kernel-log/inline-messages';

/** Changes come in bursts; they are painted together after this many milliseconds. */
const paintDelay = 100;

/** How many lines a call is looked through for its end. */
const longestCall = 8;

export function activate(context: WorkbenchContext): void {
  const { extension, kernelLog, callSites, loop, targets } = context;
  const painter = new Painter(context);
  const paint = (): void => painter.schedule(paintDelay);
  extension.subscriptions.push(
    painter,
    kernelLog.onDidChange(paint),
    callSites.onDidChange(paint),
    loop.onDidChange(paint),
    targets.onDidChange(paint),
    vscode.window.onDidChangeVisibleTextEditors(paint),
    vscode.workspace.onDidChangeTextDocument(({ document }) => document.languageId === 'c' && paint()),
    onSettingChange('inlineLog.enabled', paint),
  );
  registerCommand(context, 'toggleInlineLog', async () => {
    const configuration = vscode.workspace.getConfiguration(section);
    await configuration.update('inlineLog.enabled', !inlineLogEnabled(), vscode.ConfigurationTarget.Global);
  });
  paint();
}

/** What the inline log shows in a document, from the top down. */
export function messagesIn(context: WorkbenchContext, document: vscode.TextDocument): InlineMessage[] {
  const target = context.targets.selected;
  if (target === undefined || !inlineLogEnabled() || document.uri.scheme !== 'file') return [];
  return inlineMessages({
    calls: context.callSites.in(document.uri.fsPath),
    historyOf: (call) => context.kernelLog.histories.of(call),
    freshness: context.loop.freshness(target, document),
    now: Date.now(),
  });
}

class Painter implements vscode.Disposable {
  private readonly decoration = vscode.window.createTextEditorDecorationType({
    after: { margin: '0 0 0 3em', fontStyle: 'italic' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
  private timer: NodeJS.Timeout | undefined;
  private due = Infinity;

  constructor(private readonly context: WorkbenchContext) {}

  /** Paints after that many milliseconds, or sooner when that is planned already. */
  schedule(delay: number): void {
    const due = Date.now() + delay;
    if (due >= this.due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => this.paint(), delay);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.decoration.dispose();
  }

  private paint(): void {
    this.due = Infinity;
    const editors = vscode.window.visibleTextEditors.filter(({ document }) => document.languageId === 'c');
    const ages = editors.flatMap((editor) => this.paintEditor(editor));
    if (ages.length > 0) this.schedule(ageStep(Math.min(...ages)));
  }

  /** Returns the ages of the messages shown, which decide when to paint again. */
  private paintEditor(editor: vscode.TextEditor): number[] {
    const messages = messagesIn(this.context, editor.document);
    const shown = messages.filter(({ line }) => line <= editor.document.lineCount);
    editor.setDecorations(
      this.decoration,
      shown.map((message) => toDecoration(message, editor.document)),
    );
    return shown.flatMap(({ age }) => (age === undefined ? [] : [age]));
  }
}

function toDecoration(message: InlineMessage, document: vscode.TextDocument): vscode.DecorationOptions {
  const end = endOfCall(document, message.line - 1);
  return {
    range: new vscode.Range(end, end),
    hoverMessage: hoverOf(message),
    renderOptions: { after: { contentText: message.text, color: new vscode.ThemeColor(colourOf(message)) } },
  };
}

/** A call may take several lines; the message stands behind the last of them. */
function endOfCall(document: vscode.TextDocument, first: number): vscode.Position {
  const last = Math.min(first + longestCall, document.lineCount);
  for (let line = first; line < last; line++) {
    if (/;\s*(?:\/[/*].*)?$/.test(document.lineAt(line).text)) return document.lineAt(line).range.end;
  }
  return document.lineAt(first).range.end;
}

function colourOf({ stale, level }: InlineMessage): string {
  if (stale !== undefined) return 'netfilterWorkbench.inlineLogStaleForeground';
  if (['emerg', 'alert', 'crit', 'err'].includes(level)) return 'editorError.foreground';
  if (level === 'warning') return 'editorWarning.foreground';
  return 'netfilterWorkbench.inlineLogForeground';
}

function hoverOf({ count, stale, records }: InlineMessage): vscode.MarkdownString {
  const hover = new vscode.MarkdownString('', true);
  hover.isTrusted = { enabledCommands: ['netfilterWorkbench.showKernelLog'] };
  const times = count === 1 ? 'Printed once' : `Printed ${count} times`;
  hover.appendMarkdown(`**Kernel log** · ${times} · [show](command:netfilterWorkbench.showKernelLog)\n\n`);
  if (stale !== undefined) hover.appendMarkdown(`$(history) ${stale}\n\n`);
  hover.appendCodeblock(records.join('\n'), 'log');
  return hover;
}

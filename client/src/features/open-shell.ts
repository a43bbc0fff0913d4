// Open Shell on Target: a terminal whose other end is a login shell of the target, over the shared session.
import * as vscode from 'vscode';
import { silentReport } from '../../../remote/src/jobs/job';
import type { RemoteShell } from '../../../remote/src/ssh/session';
import type { Target } from '../../../remote/src/target';
import { sentenceOf } from '../../../remote/src/user-error';
import { registerCommand, type WorkbenchContext } from '../context';
import type { Sessions } from '../services/sessions';
import { dim, red } from '../terminal-text';

export function activate(context: WorkbenchContext): void {
  registerCommand(context, 'openShell', async () => {
    const target = context.targets.selected;
    if (target === undefined) return vscode.commands.executeCommand('netfilterWorkbench.selectTarget');
    const terminal = vscode.window.createTerminal({
      name: target.name,
      pty: new ShellTerminal(target, context.sessions),
      iconPath: new vscode.ThemeIcon(target.kind === 'vm' ? 'vm' : 'server-environment'),
    });
    terminal.show();
    return terminal;
  });
}

const defaultSize = { columns: 80, rows: 24 };

class ShellTerminal implements vscode.Pseudoterminal {
  private readonly written = new vscode.EventEmitter<string>();
  private readonly closed = new vscode.EventEmitter<number | void>();
  private readonly cancelled = new AbortController();
  private shell: RemoteShell | undefined;
  private size = defaultSize;
  readonly onDidWrite = this.written.event;
  readonly onDidClose = this.closed.event;

  constructor(
    private readonly target: Target,
    private readonly sessions: Sessions,
  ) {}

  open(size: vscode.TerminalDimensions | undefined): void {
    this.size = size ?? defaultSize;
    void this.connect();
  }

  close(): void {
    this.cancelled.abort();
    this.shell?.stream.end();
  }

  handleInput(text: string): void {
    this.shell?.stream.write(text);
  }

  setDimensions(size: vscode.TerminalDimensions): void {
    this.size = size;
    this.shell?.resize(size);
  }

  private async connect(): Promise<void> {
    const report = { ...silentReport, step: (title: string) => this.written.fire(`${dim(title)}\r\n`) };
    try {
      const session = await this.sessions.open(this.target, { report, signal: this.cancelled.signal });
      this.shell = await session.shell(this.size);
      this.attach(this.shell);
    } catch (error) {
      this.written.fire(`${red(sentenceOf(error))}\r\n`);
    }
  }

  /** Characters may be cut in two between chunks, so the stream decodes them. */
  private attach({ stream }: RemoteShell): void {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => this.written.fire(text));
    stream.on('error', (error) => this.written.fire(`\r\n${red(sentenceOf(error))}\r\n`));
    stream.on('close', () => this.closed.fire());
  }
}

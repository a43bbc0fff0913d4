// The machines the user may choose from, and the one chosen. The embedded VM is always among them where it can run.
// A choice made with Select Target belongs to this workspace on this machine; the setting is where it starts from.
import process from 'node:process';
import * as vscode from 'vscode';
import { embeddedVm, type Target } from '../../../remote/src/target';
import { onSettingChange, targetName, targetSettings, testVmInstance, testVmSuite } from '../config';
import { parseTargets } from '../targets/parse-targets';

const chosenKey = 'target';

/** QEMU with a Debian image made here: that needs Linux on this side. */
export const testVmSupported = process.platform === 'linux';

export class Targets implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly settings: vscode.Disposable;
  /** Another target was chosen, or the list of targets has changed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly memory: vscode.Memento) {
    this.settings = vscode.Disposable.from(
      onSettingChange('targets', () => this.changed.fire()),
      onSettingChange('testVm', () => this.changed.fire()),
      onSettingChange('target', () => void this.forgetChoice()),
    );
  }

  get all(): readonly Target[] {
    const configured = parseTargets(targetSettings());
    if (!testVmSupported) return configured;
    return [{ ...embeddedVm, suite: testVmSuite(), instance: testVmInstance() }, ...configured];
  }

  /** The name of the chosen target, which may belong to no machine: people write it into settings by hand. */
  get selectedName(): string {
    return this.memory.get<string>(chosenKey) ?? targetName();
  }

  /** The chosen target; undefined when its name belongs to no machine. */
  get selected(): Target | undefined {
    const name = this.selectedName;
    return this.all.find((target) => target.name === name);
  }

  async select(name: string): Promise<void> {
    await this.memory.update(chosenKey, name);
    this.changed.fire();
  }

  dispose(): void {
    this.settings.dispose();
    this.changed.dispose();
  }

  private async forgetChoice(): Promise<void> {
    await this.memory.update(chosenKey, undefined);
    this.changed.fire();
  }
}

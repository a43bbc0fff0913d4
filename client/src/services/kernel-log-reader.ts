// Reads the kernel log of one target through the shared session, and knows how its times translate to this machine's
// clock. A reader may be stopped and started again: it goes on where it was.
import { silentReport, type JobReport } from '../../../remote/src/jobs/job';
import type { KernelLogPosition } from '../../../remote/src/kernel-log/follow';
import type { KernelLogEvent, KernelRecord } from '../../../remote/src/kernel-log/record';
import type { Session } from '../../../remote/src/ssh/session';
import type { Target } from '../../../remote/src/target';
import { UserError } from '../../../remote/src/user-error';
import { BootClock, parseUptime } from '../kernel-log/boot-clock';
import { loadRemote } from '../remote';
import type { Sessions } from './sessions';

export class KernelLogReader {
  private readonly clock = new BootClock();
  private position: KernelLogPosition | undefined;

  constructor(
    readonly target: Target,
    private readonly sessions: Sessions,
    /** Told what is being done to reach the target, and undefined once it is reached or given up. */
    private readonly onStep: (step: string | undefined) => void,
  ) {}

  /** Gives every event to `receive` until `signal` fires; rejects when the log cannot be read any more. */
  async read(receive: (event: KernelLogEvent) => void, signal: AbortSignal): Promise<void> {
    const remote = await loadRemote();
    let connections = 0;
    const events = remote.followKernelLog({
      connect: (connecting) => this.connect(connecting, connections++ > 0),
      signal,
      ...(this.position && { since: this.position }),
    });
    for await (const event of events) {
      if (signal.aborted) return;
      if (event.kind === 'record') this.advance(event.record);
      receive(event);
    }
  }

  /** When a record was printed, in milliseconds of this machine's clock. */
  instantOf(record: KernelRecord): number | undefined {
    return this.clock.instantOf(record.microseconds);
  }

  /** The shared session, which may not be closed here: jobs and shells use it too. */
  private async connect(signal: AbortSignal, again: boolean): Promise<Session> {
    if (again) await this.expectTarget();
    const session = await this.open(signal);
    await this.calibrate(session, signal);
    return {
      name: session.name,
      run: (argv, options) => session.run(argv, options),
      upload: (files, uploadSignal) => session.upload(files, uploadSignal),
      shell: (size) => session.shell(size),
      ended: session.ended,
      close: () => Promise.resolve(),
    };
  }

  private async open(signal: AbortSignal): Promise<Session> {
    const report: JobReport = { ...silentReport, step: this.onStep };
    this.onStep(`Connecting to ${this.target.name}`);
    try {
      return await this.sessions.open(this.target, { report, signal });
    } finally {
      this.onStep(undefined);
    }
  }

  /** A test VM that has died is started again by whoever needs it, not by the log that broke off with it. */
  private async expectTarget(): Promise<void> {
    if (this.target.kind === 'ssh') return;
    const { TestVm } = await loadRemote();
    const { suite, instance = 'default' } = this.target;
    const { state } = await new TestVm({ suite, instance }).status();
    if (state === 'running' || state === 'unresponsive') return;
    throw new UserError(
      'The test VM has ended, and its kernel log with it.',
      'Start it with “Netfilter: Start Test VM”.',
      { code: 'vm-ended' },
    );
  }

  /** Learns when the target booted, and which boot it is. */
  private async calibrate(session: Session, signal: AbortSignal): Promise<void> {
    const { stdout } = await session.run(['cat', '/proc/uptime', '/proc/sys/kernel/random/boot_id'], {
      signal,
    });
    const [uptimeText = '', bootId = ''] = stdout.split('\n');
    const uptime = parseUptime(uptimeText);
    this.clock.reset();
    if (uptime !== undefined) this.clock.calibrate(uptime, Date.now());
    if (bootId !== '' && this.position?.bootId !== bootId) this.position = { bootId, sequence: -1 };
  }

  private advance({ sequence, microseconds }: KernelRecord): void {
    if (this.position !== undefined) this.position = { ...this.position, sequence };
    this.clock.observe(microseconds, Date.now());
  }
}

// The life of a real test VM, from the first boot to every way it can end. It has instances of its own, so the
// machine that other tests or a user work with is never touched.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { silentReport } from '../../remote/src/jobs/job';
import { boot, type BootOptions } from '../../remote/src/vm/boot';
import { defaultCacheFolder, foldersIn } from '../../remote/src/vm/folders';
import { imageFolder, imageIn, type Image } from '../../remote/src/vm/image';
import { readManifest } from '../../remote/src/vm/manifest';
import { createOverlay, findFreePort } from '../../remote/src/vm/qemu';
import { sshCommand } from '../../remote/src/vm/ssh-command';
import { findQemu, isQemuOf } from '../../remote/src/vm/state';
import { endQemu } from '../../remote/src/vm/stop';
import { findSuite } from '../../remote/src/vm/suites';
import { TestVm, type RunningVm } from '../../remote/src/vm/test-vm';
import { temporaryFolder } from '../support/temporary-folder';

const signal = new AbortController().signal;
const run = { report: silentReport, signal };
const machine = new TestVm({ instance: 'lifecycle' });

/** For what a busy machine may take its time with. */
const patience = { timeout: 60_000 };

/** Runs a shell script in the guest and gives what it printed. */
async function inGuest(vm: RunningVm, script: string): Promise<string> {
  const [program = 'ssh', ...argv] = sshCommand(vm);
  const { stdout } = await promisify(execFile)(program, [...argv, script], { encoding: 'utf8' });
  return stdout.trim();
}

beforeAll(async () => {
  await machine.reset(run);
});

afterAll(() => machine.down());

describe('a running VM', () => {
  it('is the same one for everybody who asks for it at once', async () => {
    await machine.down();
    const [first, second] = await Promise.all([
      machine.up(run),
      new TestVm({ instance: 'lifecycle' }).up(run),
    ]);
    expect(second).toEqual(first);
    expect(await machine.up(run)).toEqual(first);
    expect(await machine.status()).toEqual({ state: 'running', vm: first });
  });

  it('runs the kernel it says, under the name that its headers have', async () => {
    const vm = await machine.up(run);
    expect(await inGuest(vm, 'uname -r')).toBe(vm.kernelRelease);
    expect(vm.kernelRelease).toMatch(/^6\.1\./);
    const built = await readFile(join(vm.buildTree, '.kernelvariables'), 'utf8');
    expect(built).toContain(vm.kernelRelease);
  });

  it('has what a test of an iptables extension needs', async () => {
    const vm = await machine.up(run);
    const script = `set -e
      modprobe -a x_tables ip_tables ip6_tables iptable_filter ip6table_filter nf_conntrack xt_mark xt_TEE veth dummy
      for program in gcc make pkg-config tcpdump ip ping iptables-nft iptables-legacy ip6tables-save insmod; do
        command -v $program >/dev/null || echo "no $program"
      done
      ip netns add probe && ip -n probe link set lo up && ip netns exec probe ping -c 1 -q ::1 >/dev/null
      ip netns delete probe
      test -d /sys/kernel/debug/tracing && dd if=/dev/kmsg bs=8k count=1 status=none >/dev/null
      pkg-config --variable=xtlibdir xtables`;
    expect(await inGuest(vm, script)).toBe(vm.extensionFolder);
  });

  it('is reached by its pinned host key only', async () => {
    const vm = await machine.up(run);
    const folder = await temporaryFolder();
    onTestFinished(folder.remove);
    const knownHostsFile = join(folder.path, 'known_hosts');
    const [address = ''] = (await readFile(vm.knownHostsFile, 'utf8')).split(' ');
    const loginKey = await readFile(`${vm.identityFile}.pub`, 'utf8');
    await writeFile(knownHostsFile, `${address} ${loginKey}`);
    await expect(inGuest({ ...vm, knownHostsFile }, 'true')).rejects.toThrow(/Host key verification failed/);
  });

  it('listens on 127.0.0.1 alone', async () => {
    const vm = await machine.up(run);
    const port = vm.port.toString(16).toUpperCase().padStart(4, '0');
    const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8')));
    const listening = tables.flatMap((table) => table.match(/^ *\d+: \w+:\w+ 0+:0000 0A/gm) ?? []);
    const own = listening
      .filter((line) => line.includes(`:${port} `))
      .map((line) => line.trim().split(' ')[1]);
    expect(own).toEqual([`0100007F:${port}`]);
  });

  it('reaches neither this machine nor any other', async () => {
    const vm = await machine.up(run);
    const server = createServer((socket) => socket.end('reached\n')).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    // 10.0.2.2 is what QEMU's user network calls the machine it runs on.
    const attempt = `timeout 3 bash -c 'cat < /dev/tcp/10.0.2.2/${port}' || echo unreachable`;
    expect(await inGuest(vm, attempt)).toBe('unreachable');
  });

  it('keeps its files to the user', async () => {
    const vm = await machine.up(run);
    const script =
      'stat -c %a /root/.ssh/authorized_keys /etc/ssh/ssh_host_ed25519_key; stat -c %U /usr/bin/gcc';
    expect(await inGuest(vm, script)).toBe('600\n600\nroot');
    const { stdout } = await promisify(execFile)('stat', ['-c', '%a', join(vm.consoleFile, '..')]);
    expect(stdout.trim()).toBe('700');
  });
});

describe('what a VM has on its disk', () => {
  it('is there after it was shut down, and gone after a reset', async () => {
    await inGuest(await machine.up(run), 'echo mine > /root/file');
    await machine.down();
    expect(await machine.status()).toEqual({ state: 'stopped' });
    expect(await inGuest(await machine.up(run), 'cat /root/file')).toBe('mine');
    expect(await inGuest(await machine.reset(run), 'cat /root/file || echo gone')).toBe('gone');
  });
});

describe('a VM that comes to an unexpected end', () => {
  it('because QEMU was killed is said to have died, and is up again when asked for', async () => {
    const { pid, consoleFile } = await machine.up(run);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => machine.status(), patience).toEqual({ state: 'died', consoleFile });
    const again = await machine.up(run);
    expect(again.pid).not.toBe(pid);
    expect(await inGuest(again, 'echo here')).toBe('here');
  });

  it('because its kernel panicked leaves the trace on its console', async () => {
    const vm = await machine.up(run);
    await inGuest(vm, 'echo c > /proc/sysrq-trigger').catch(() => undefined);
    await expect.poll(() => machine.status(), patience).toMatchObject({ state: 'died' });
    expect(await readFile(vm.consoleFile, 'utf8')).toMatch(
      /Kernel panic - not syncing: sysrq triggered crash/,
    );
  });

  it('whose network is cut off is unresponsive, and a reset helps', async () => {
    const vm = await machine.up(run);
    await inGuest(vm, '(sleep 1; iptables -A INPUT -j DROP) >/dev/null 2>&1 &');
    await expect
      .poll(() => machine.status(), patience)
      .toMatchObject({ state: 'unresponsive', reason: 'its kernel hangs or its network is cut off' });
    await expect(machine.up(run)).rejects.toMatchObject({
      code: 'vm-unresponsive',
      message: expect.stringContaining('nfw vm reset') as string,
    });
    const fresh = await machine.reset(run);
    expect(await inGuest(fresh, 'echo here')).toBe('here');
  });

  it('because it was cancelled while it booted is stopped, with no QEMU left', async () => {
    await machine.down();
    const controller = new AbortController();
    const report = {
      step: (title: string) =>
        void (title.startsWith('Booting') && setTimeout(() => controller.abort(), 500)),
      output: () => undefined,
    };
    await expect(machine.up({ report, signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(await machine.status()).toEqual({ state: 'stopped' });
    expect(await findQemu(join(machine.consoleFile, '..'))).toBeUndefined();
  });
});

describe('a boot', () => {
  const suite = findSuite('bookworm');
  let image: Image;
  let folder: string;

  beforeAll(async () => {
    await machine.up(run);
    const place = imageFolder(foldersIn(defaultCacheFolder()).images, suite);
    const manifest = await readManifest(place);
    if (manifest === undefined) throw new Error('The image that was just booted has no manifest.');
    image = imageIn(place, manifest);
  });

  /** Boots in a folder of its own, and ends what it booted when the test is over. */
  async function bootApart(
    options: Partial<BootOptions>,
    { initramfs = image.initramfs }: { readonly initramfs?: string } = {},
  ): ReturnType<typeof boot> {
    const temporary = await temporaryFolder();
    folder = temporary.path;
    onTestFinished(async () => {
      const pid = await findQemu(temporary.path);
      if (pid !== undefined) await endQemu(pid, temporary.path);
      await temporary.remove();
    });
    const cache = join(folder, 'cache');
    await mkdir(cache);
    await createOverlay(image, folder, signal);
    return boot({ ...image, initramfs }, folder, { ...run, cache, ...options });
  }

  it('takes another port when somebody was faster to take the first', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void holder.close());
    await once(holder, 'listening');
    const taken = (holder.address() as { port: number }).port;
    const free = await findFreePort();
    const offered = [taken, free];
    const findPort = (): Promise<number> => Promise.resolve(offered.shift() ?? 0);
    const state = await bootApart({ findPort });
    expect(state.started.port).toBe(free);
  });

  it('says when every port it tries is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void holder.close());
    await once(holder, 'listening');
    const taken = (holder.address() as { port: number }).port;
    await expect(bootApart({ findPort: () => Promise.resolve(taken) })).rejects.toMatchObject({
      code: 'port-busy',
      message: expect.stringContaining(String(taken)) as string,
    });
  });

  it('falls back to emulation when KVM comes to nothing, and remembers which of them worked', async () => {
    const hints = { architecture: 'x64', cpuInfo: 'flags : vmx\n', deviceError: undefined };
    const steps: string[] = [];
    const report = { step: (title: string) => steps.push(title), output: () => undefined };
    const deadlines = { trial: 15_000, kvm: 60_000, tcg: 180_000 };
    const { started } = await bootApart({ hints, report, deadlines });
    const verdict = JSON.parse(await readFile(join(folder, 'cache/accelerator.json'), 'utf8')) as unknown;
    expect(verdict).toMatchObject({ accelerator: started.accelerator, reason: started.acceleratorReason });
    expect(steps[0]).toContain('with KVM (KVM is there and is being tried)');
    expect(steps).toHaveLength(started.accelerator === 'kvm' ? 1 : 2);
  });

  it('that is not ready in time is ended, and points at the console', async () => {
    const deadlines = { trial: 50, kvm: 50, tcg: 50 };
    await expect(bootApart({ deadlines })).rejects.toMatchObject({
      code: 'vm-not-ready',
      nextStep: expect.stringMatching(/^Its console is in \S+\/console\.log; .*nfw vm reset/) as string,
    });
    expect(await findQemu(folder)).toBeUndefined();
  });

  it('that panics quotes the panic from the console', async () => {
    const empty = await temporaryFolder();
    onTestFinished(empty.remove);
    const initramfs = join(empty.path, 'initramfs');
    await writeFile(initramfs, '');
    await expect(bootApart({}, { initramfs })).rejects.toMatchObject({
      code: 'vm-died',
      what: expect.stringMatching(/ended while it booted; it said ".*Kernel panic/) as string,
    });
  });

  it('leaves its QEMU running for others, outside the process group of this one', async () => {
    await bootApart({});
    const pid = await findQemu(folder);
    if (pid === undefined) throw new Error('No QEMU runs after a boot.');
    expect(await isQemuOf(pid, folder)).toBe(true);
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
    expect(Number(fields[2])).toBe(pid);
    expect(existsSync(join(folder, 'monitor.sock'))).toBe(true);
  });
});

import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { findFreePort, qemuCommand } from '../../../remote/src/vm/qemu';

const image = { kernel: '/cache/vmlinuz', initramfs: '/cache/initramfs.cpio' };
const command = (accelerator: 'kvm' | 'tcg'): string[] => qemuCommand({ image, accelerator, port: 2222 });

/** The value that follows an option. */
const valueOf = (argv: readonly string[], option: string): string => argv[argv.indexOf(option) + 1] ?? '';

describe("QEMU's command line", () => {
  it('forwards one port, of 127.0.0.1 alone, and cuts the guest off from everything else', () => {
    const network = valueOf(command('tcg'), '-netdev');
    expect(network.split(',')).toContain('restrict=on');
    expect(network.match(/hostfwd=[^,]*/g)).toEqual(['hostfwd=tcp:127.0.0.1:2222-:22']);
    expect(command('tcg').filter((word) => word === '-netdev')).toHaveLength(1);
  });

  it('opens no window and no port of its own', () => {
    const argv = command('tcg');
    expect(valueOf(argv, '-display')).toBe('none');
    expect(argv).not.toContain('-vnc');
    expect(valueOf(argv, '-qmp')).toMatch(/^unix:/);
  });

  it('ends when the guest panics or reboots', () => {
    expect(command('kvm')).toContain('-no-reboot');
    expect(valueOf(command('kvm'), '-append').split(' ')).toContain('panic=-1');
  });

  it('emulates any processor, and passes the real one on with KVM', () => {
    expect([valueOf(command('tcg'), '-accel'), valueOf(command('tcg'), '-cpu')]).toEqual([
      'tcg,thread=multi',
      'max',
    ]);
    expect([valueOf(command('kvm'), '-accel'), valueOf(command('kvm'), '-cpu')]).toEqual(['kvm', 'host']);
  });

  it('names files of the instance relative to its folder, so that no cache folder needs escaping', () => {
    const argv = command('tcg');
    const files = [valueOf(argv, '-serial'), valueOf(argv, '-qmp'), valueOf(argv, '-pidfile')];
    expect(files.filter((file) => file.includes('/'))).toEqual([]);
    const disk = JSON.parse(valueOf(argv, '-blockdev')) as { file: { filename: string } };
    expect(disk.file.filename).toBe('overlay.qcow2');
  });
});

it('a free port is one that can be listened on', async () => {
  const server = createServer().listen(await findFreePort(), '127.0.0.1');
  await once(server, 'listening');
  server.close();
});

import { expect, it } from 'vitest';
import { moduleOrder } from '../../../remote/src/vm/initramfs';

const modulesDep = [
  'kernel/lib/crc16.ko.xz:',
  'kernel/fs/jbd2/jbd2.ko.xz: kernel/crypto/crc32c_generic.ko.xz',
  'kernel/crypto/crc32c_generic.ko.xz:',
  'kernel/fs/mbcache.ko.xz:',
  'kernel/fs/ext4/ext4.ko.xz: kernel/lib/crc16.ko.xz kernel/fs/mbcache.ko.xz kernel/fs/jbd2/jbd2.ko.xz kernel/crypto/crc32c_generic.ko.xz',
  'kernel/drivers/net/virtio_net.ko.xz: kernel/net/core/failover.ko.xz',
  'kernel/net/core/failover.ko.xz:',
].join('\n');

it('loads each module once, after what it needs', () => {
  expect(moduleOrder(modulesDep, ['virtio_net', 'crc32c_generic', 'ext4'])).toEqual([
    'kernel/net/core/failover.ko.xz',
    'kernel/drivers/net/virtio_net.ko.xz',
    'kernel/crypto/crc32c_generic.ko.xz',
    'kernel/fs/jbd2/jbd2.ko.xz',
    'kernel/fs/mbcache.ko.xz',
    'kernel/lib/crc16.ko.xz',
    'kernel/fs/ext4/ext4.ko.xz',
  ]);
});

it('passes over a module that is built into the kernel', () => {
  expect(moduleOrder(modulesDep, ['virtio_pci', 'virtio_net'])).toHaveLength(2);
});

it('finds a module whose file is named with a hyphen', () => {
  expect(moduleOrder('kernel/virtio/virtio-pci.ko:\n', ['virtio_pci'])).toEqual([
    'kernel/virtio/virtio-pci.ko',
  ]);
});

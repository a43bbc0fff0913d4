// The kernel's own extensions and the headers they share with iptables, as Debian's package of the kernel's source has
// them: code that our checks must find nothing in, and that benches and the fuzzer work on.
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PrivateApt } from '../../remote/src/vm/private-apt';
import { runTool } from '../../remote/src/vm/tool';
import { once } from './iptables-trees';

const version = '6.1';
const folders = [
  ...['net/netfilter', 'net/ipv4/netfilter', 'net/ipv6/netfilter'],
  ...['include/linux/netfilter', 'include/uapi/linux/netfilter', 'include/net/netfilter'],
  ...['include/uapi/linux/netfilter_ipv4', 'include/uapi/linux/netfilter_ipv6'],
];

/** Fetches the kernel's netfilter unless that was done before; gives a folder that is laid out as the kernel is. */
export function kernelSources(): Promise<string> {
  return once(`linux-${version}`, async (folder, work) => {
    const apt = new PrivateApt(join(folder, 'apt'), work.signal, 'the Debian packages of the kernel');
    await apt.prepare({ name: 'bookworm', security: undefined });
    await apt.run(['update', '-q'], work.report);
    const name = `linux-source-${version}`;
    await apt.run(['download', name], work.report);
    const archive = (await readdir(apt.folder)).find((file) => file.endsWith('.deb')) ?? '';
    const [unpacked, result] = [join(folder, 'unpacked'), join(folder, 'result')];
    await mkdir(result);
    await runTool(['dpkg-deb', '--extract', join(apt.folder, archive), unpacked], work);
    const source = join(unpacked, 'usr/src', `${name}.tar.xz`);
    const wanted = folders.map((wantedFolder) => `${name}/${wantedFolder}`);
    await runTool(
      ['tar', '--extract', '--file', source, '--strip-components=1', '--directory', result, ...wanted],
      work,
    );
  });
}

/** Folders of a kernel's source in which extensions lie, with what their files are called. */
export const kernelExtensions = [
  { folder: 'net/netfilter', names: /^xt_.*\.[ch]$/ },
  { folder: 'net/ipv4/netfilter', names: /^ipt_.*\.[ch]$/ },
  { folder: 'net/ipv6/netfilter', names: /^ip6t_.*\.[ch]$/ },
] as const;

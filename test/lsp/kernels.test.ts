// The kernels that a client says modules are built for: by a setting, and by the headers of a connected target.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { kernelHeadersNotification } from '../../server/src/protocol';
import { temporaryFolder } from '../support/temporary-folder';
import { useSessions } from './support/session';

const session = useSessions();
const uri = 'file:///xt_FOO.c';
const text = `#include <linux/module.h>
#include <linux/skbuff.h>
static void foo(struct sk_buff *skb)
{
	nf_reset_ct(skb);
}
MODULE_LICENSE("GPL");
`;

it('checks for the versions that the settings state', async () => {
  const client = await session.start({ settings: { kernelVersions: ['4.19', '6.1'] } });
  await client.open(uri, 'c', text);
  const [only, ...others] = (await client.pull(uri)).filter(({ code }) => code === 'api-moved');
  expect(only?.message).toBe('nf_reset_ct(skb) breaks on 4.19, which has nf_reset(skb); fine on 6.1.');
  expect(others).toEqual([]);
});

it('checks for the kernel of a target by its headers, until it is gone', async () => {
  const folder = await temporaryFolder();
  const write = async (path: string, content: string) => {
    await mkdir(dirname(join(folder.path, path)), { recursive: true });
    await writeFile(join(folder.path, path), content);
  };

  await write(
    'include/generated/uapi/linux/version.h',
    `#define LINUX_VERSION_CODE ${(4 << 16) + (19 << 8)}\n`,
  );
  await write('include/linux/skbuff.h', 'static inline void nf_reset(struct sk_buff *skb)\n{\n}\n');
  const client = await session.start({ settings: { kernelVersions: [] } });
  await client.open(uri, 'c', text);
  const found = async () =>
    (await client.pull(uri)).filter(({ code }) => code === 'api-moved').map(({ message }) => message);
  try {
    const place = { name: '4.19 on lab', build: folder.path, includes: [join(folder.path, 'include')] };
    await client.connection.sendNotification(kernelHeadersNotification, [place]);
    await expect.poll(found).toEqual(['nf_reset_ct(skb) breaks on 4.19 on lab, which has nf_reset(skb).']);
    await write('include/linux/skbuff.h', 'static inline void nf_reset_ct(struct sk_buff *skb)\n{\n}\n');
    await client.connection.sendNotification(kernelHeadersNotification, [{ ...place, name: 'another' }]);
    await expect.poll(found).toEqual([]);
  } finally {
    await folder.remove();
  }
});

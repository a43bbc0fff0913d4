// The kernels of the connected targets: the client says where their headers lie, and they are read for what the workspace's
// sources include. When a source includes another header, it is read too.
import { kernelHeadersNotification } from '../protocol';
import type { KernelHeaders } from '../protocol';
import { HeaderTree, kernelIncludes } from '../workspace/kernel-headers';
import { coalesce } from './coalesce';
import { guardQuietly } from './context';
import type { ServerContext } from './context';

/** Milliseconds without a change before the includes are looked at again. */
const pause = 500;

export function serveKernels(context: ServerContext): void {
  const { connection } = context;
  let trees: readonly HeaderTree[] = [];
  let described = '';
  const describe = () =>
    guardQuietly(context, kernelHeadersNotification.method, async () => {
      await context.scanned;
      const workspace = await context.workspace;
      const asked = trees;
      const includes = kernelIncludes(workspace.project.sources);
      const wanted = [...includes].sort().join();
      if (asked.length === 0 ? described === '' : described === wanted) return;
      const descriptions = await Promise.all(asked.map((tree) => tree.describe(includes)));
      // Other targets may have been connected meanwhile.
      if (asked !== trees) return;
      described = asked.length === 0 ? '' : wanted;
      workspace.setDescribedKernels(descriptions.filter((description) => description !== undefined));
      context.filesChanged({ uri: undefined, cause: 'elsewhere' });
    });
  connection.onNotification(kernelHeadersNotification, (places: readonly KernelHeaders[]) => {
    trees = places.map((place) => new HeaderTree(place));
    described = trees.length === 0 ? described : 'not yet';
    void describe();
  });
  const look = coalesce(pause, () => void describe());
  context.onFilesChanged(() => {
    if (trees.length > 0) look();
  });
}

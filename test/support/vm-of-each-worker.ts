// Ends the test VMs that the layer's workers booted beside the first, which belongs to the whole run: scripts/test.mjs
// boots it, and a developer who runs single files keeps it.
import { TestVm } from '../../remote/src/vm/test-vm';
import type { TestProject } from 'vitest/node';
import { instanceOfWorker } from './test-instance.mjs';

export default function setup({ config }: TestProject): () => Promise<void> {
  const workers = Array.from({ length: Number(config.maxWorkers) - 1 }, (_, index) => index + 2);
  return async () => {
    for (const worker of workers) await new TestVm({ instance: instanceOfWorker(worker) }).down();
  };
}

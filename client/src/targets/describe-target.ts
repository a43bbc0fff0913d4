// A target in a few words, for lists and tooltips.
import type { Target } from '../../../remote/src/target';

/** `Debian bookworm in QEMU on this machine`, `root@lab1:2222`. */
export function describeTarget(target: Target): string {
  if (target.kind === 'vm') return `Debian ${target.suite} in QEMU on this machine`;
  const user = target.user === undefined ? '' : `${target.user}@`;
  const port = target.port === undefined ? '' : `:${target.port}`;
  return `${user}${target.host}${port}`;
}

// What is looked up in a set must be taken over somewhere (extensions/libxt_SET.c, set_target_check_v3).
import type { Constraint } from './constraint';
import { findOption, hasOption, spanOf } from './options';

export const set: Constraint = {
  kind: 'target',
  name: 'SET',
  check(extension, _context, report) {
    const map = findOption(extension, 'map-set');
    if (!map || ['map-mark', 'map-prio', 'map-queue'].some((name) => hasOption(extension, name))) return;
    const message = "SET: You must specify flags `--map-mark' or `--map-prio' or `--map-queue'.";
    report({ ...spanOf(map), message });
  },
};

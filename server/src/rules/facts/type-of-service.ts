// Names of types of service, for `--tos` and `--set-tos` (libxtables/xtoptions.c, tos_symbol_names).
export const typesOfService: ReadonlyMap<string, number> = new Map([
  ['Minimize-Delay', 0x10],
  ['Maximize-Throughput', 0x08],
  ['Maximize-Reliability', 0x04],
  ['Minimize-Cost', 0x02],
  ['Normal-Service', 0x00],
]);

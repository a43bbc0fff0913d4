// Names of classes of service and the six bits they stand for, for `--dscp-class` and `--set-dscp-class`
// (extensions/dscp_helper.c, ds_classes).

/** In the order iptables looks them up. */
export const dscpClasses: ReadonlyMap<string, number> = new Map([
  ['CS0', 0],
  ['CS1', 8],
  ['CS2', 16],
  ['CS3', 24],
  ['CS4', 32],
  ['CS5', 40],
  ['CS6', 48],
  ['CS7', 56],
  ['BE', 0],
  ['AF11', 10],
  ['AF12', 12],
  ['AF13', 14],
  ['AF21', 18],
  ['AF22', 20],
  ['AF23', 22],
  ['AF31', 26],
  ['AF32', 28],
  ['AF33', 30],
  ['AF41', 34],
  ['AF42', 36],
  ['AF43', 38],
  ['EF', 46],
]);

// Options of the TCP header that have a name, with their numbers (extensions/libxt_TCPOPTSTRIP.c, tcp_optionmap).
export const tcpOptions: ReadonlyMap<string, number> = new Map([
  ['mss', 2],
  ['wscale', 3],
  ['sack-permitted', 4],
  ['sack', 5],
  ['timestamp', 8],
  ['md5', 19],
]);

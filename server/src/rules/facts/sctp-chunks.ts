// The chunk types of SCTP, for `-m sctp --chunk-types` (extensions/libxt_sctp.c, sctp_chunk_names).
export interface SctpChunk {
  /** Letters of the flags, the highest bit first; `-` is a bit without a name, which may be asked for all the same. */
  readonly flags: string;
}

const groups: readonly (readonly [flags: string, names: readonly string[]])[] = [
  ['----IUBE', ['DATA', 'I_DATA']],
  ['-------T', ['ABORT', 'SHUTDOWN_COMPLETE']],
  ['--------', ['INIT', 'INIT_ACK', 'SACK', 'HEARTBEAT', 'HEARTBEAT_ACK', 'SHUTDOWN']],
  ['--------', ['SHUTDOWN_ACK', 'ERROR', 'COOKIE_ECHO', 'COOKIE_ACK', 'ECN_ECNE', 'ECN_CWR']],
  ['--------', ['ASCONF', 'ASCONF_ACK', 'FORWARD_TSN', 'RE_CONFIG', 'PAD', 'I_FORWARD_TSN']],
];

export const sctpChunks: ReadonlyMap<string, SctpChunk> = new Map(
  groups.flatMap(([flags, names]) => names.map((name) => [name, { flags }])),
);

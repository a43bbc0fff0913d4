// The notes of all targets, in the order of their names. catalog.ts joins them to the option tables.
import type { ExtensionNote } from '../note';
import { audit } from './audit';
import { checksum } from './checksum';
import { classify } from './classify';
import { clusterip } from './clusterip';
import { connmark } from './connmark';
import { connsecmark } from './connsecmark';
import { ct } from './ct';
import { dnat } from './dnat';
import { dnpt } from './dnpt';
import { dscp } from './dscp';
import { ecn } from './ecn';
import { hl } from './hl';
import { hmark } from './hmark';
import { idletimer } from './idletimer';
import { led } from './led';
import { log } from './log';
import { mark } from './mark';
import { masquerade } from './masquerade';
import { netmap } from './netmap';
import { nflog } from './nflog';
import { nfqueue } from './nfqueue';
import { notrack } from './notrack';
import { rateest } from './rateest';
import { redirect } from './redirect';
import { reject, reject6 } from './reject';
import { secmark } from './secmark';
import { set } from './set';
import { snat } from './snat';
import { snpt } from './snpt';
import { synproxy } from './synproxy';
import { tcpmss } from './tcpmss';
import { tcpoptstrip } from './tcpoptstrip';
import { tee } from './tee';
import { tos } from './tos';
import { tproxy } from './tproxy';
import { trace } from './trace';
import { ttl } from './ttl';
import { ulog } from './ulog';
import { verdicts } from './verdicts';

export const targetNotes: readonly ExtensionNote[] = [
  audit,
  checksum,
  classify,
  clusterip,
  connmark,
  connsecmark,
  ct,
  dnat,
  dnpt,
  dscp,
  ecn,
  hl,
  hmark,
  idletimer,
  led,
  log,
  mark,
  masquerade,
  netmap,
  nflog,
  nfqueue,
  notrack,
  rateest,
  redirect,
  reject,
  reject6,
  secmark,
  set,
  snat,
  snpt,
  synproxy,
  tcpmss,
  tcpoptstrip,
  tee,
  tos,
  tproxy,
  trace,
  ttl,
  ulog,
  ...verdicts,
];

// Every constraint, in the order of the alphabet.
import type { Constraint } from './constraint';
import { addrtype } from './addrtype';
import { cgroup } from './cgroup';
import { cluster } from './cluster';
import { clusterip } from './clusterip';
import { connmark } from './connmark';
import { conntrack } from './conntrack';
import { ct } from './ct';
import { hashlimit } from './hashlimit';
import { hmark } from './hmark';
import { idletimer } from './idletimer';
import { ipvs } from './ipvs';
import { natConstraints } from './nat';
import { nfacct } from './nfacct';
import { nptConstraints } from './npt';
import { owner } from './owner';
import { policy } from './policy';
import { rateest } from './rateest';
import { rateestTarget } from './rateest-target';
import { recent } from './recent';
import { rt } from './rt';
import { set } from './set';
import { statistic } from './statistic';
import { string } from './string';
import { tcpmss } from './tcpmss';
import { tee } from './tee';
import { time } from './time';

export const constraints: readonly Constraint[] = [
  addrtype,
  cgroup,
  cluster,
  clusterip,
  connmark,
  conntrack,
  ct,
  hashlimit,
  hmark,
  idletimer,
  ipvs,
  ...natConstraints,
  nfacct,
  ...nptConstraints,
  owner,
  policy,
  rateest,
  rateestTarget,
  recent,
  rt,
  set,
  statistic,
  string,
  tcpmss,
  tee,
  time,
];

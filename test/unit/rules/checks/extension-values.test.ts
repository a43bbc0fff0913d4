// Where faults are shown that only one extension has: in a value of its own grammar, or among its options.
import { describe, it } from 'vitest';
import { expectInRule, legacy } from '../../../support/rule-fixtures';

describe('a value of a grammar of its own', () => {
  it('is wrong where its wrong part is', () => {
    expectInRule(`-A INPUT -m bpf --bytecode 2,6-0,6-0
                             ^^^ bad-value: error at instr 0`);
    expectInRule(`-A INPUT -m realm --realm 1/x
                            ^ bad-value: mask`);
    expectInRule(
      `-A INPUT -m hbh --hbh-opts 5:2,five,1
                               ^^^^ bad-value: bad option`,
      { ...legacy, family: 'ipv6' },
    );
    expectInRule(`-A INPUT -p dccp --dccp-types REQUEST,,DAT
                                       ^^^ bad-value: did you mean`);
  });

  it('may be refused by the kernel alone', () => {
    expectInRule(`-A INPUT -m connlabel --label 128
                              ^^^ bad-value: the last one is 127`);
    expectInRule(`-A INPUT -m hashlimit --hashlimit-upto 5/s --hashlimit-name a/b
                                                            ^^^ bad-value: the kernel makes a file`);
  });

  it('that a machine may know by name is let be', () => {
    expectInRule('-A INPUT -m connlabel --label voip -m realm --realm office -m devgroup --src-group dmz');
    expectInRule(
      '-A INPUT -m cgroup --path system.slice/nginx.service -m bpf --object-pinned /sys/fs/bpf/web',
    );
  });

  it('that a variable stands for is let be', () => {
    expectInRule(
      '-A INPUT -m hashlimit --hashlimit-upto $RATE --hashlimit-burst $BURST --hashlimit-name $NAME',
    );
    expectInRule(
      '-A INPUT -m cluster --cluster-total-nodes 2 --cluster-local-node $NODE --cluster-hash-seed $SEED',
    );
  });
});

describe('options that do not make sense together', () => {
  it('are shown where the later one is', () => {
    expectInRule(`-A INPUT -m hashlimit --hashlimit-upto 10kb/s --hashlimit-burst 5 --hashlimit-name a
                                              ^^^^^^^^^^^^^^^^^^^ bad-combination: smaller than 10240b`);
    expectInRule(`-A INPUT -m cluster --cluster-total-nodes 2 --cluster-local-node 3 --cluster-hash-seed 1
                                            ^^^^^^^^^^^^^^^^^^^^^^ bad-combination: which is 2`);
    expectInRule(`-A INPUT -m ipvs ! --ipvs --vport 80
                 ^^^^^^^^ bad-combination: cannot be together`);
    expectInRule(`-A INPUT -m cgroup --cgroup 1 --path /
                   ^^^^^^^^ bad-combination: the kernel refuses`);
  });

  it('are shown at the rate where nothing is said of the burst', () => {
    expectInRule(`-A INPUT -m hashlimit --hashlimit-upto 1/day --hashlimit-name a
                      ^^^^^^^^^^^^^^^^^^^^^^ bad-combination: more than it can count`);
  });

  it('may want a protocol, or a hook', () => {
    expectInRule(`-A INPUT -m ecn --ecn-tcp-cwr
                ^^^^^^^^^^^^^ missing-protocol: -p tcp`);
    expectInRule(`-A INPUT -m devgroup --dst-group 1
                     ^^^^^^^^^^^ misplaced-extension: --dst-group`);
  });
});

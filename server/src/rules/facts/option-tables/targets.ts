// The option tables of iptables' targets, of versions 1.8.9 and 1.8.11; parse.ts says how to read them.
// Written by `npm run facts`: what is changed here by hand is lost.
export const targetTables = `
target AUDIT any revision=0
  --type STRING mandatory
target CHECKSUM any revision=0
  --checksum-fill NONE mandatory
target CLASSIFY any revision=0
  --set-class STRING mandatory
target CLUSTERIP ipv4 revision=0
  --new NONE
  --hashmode STRING
  --clustermac ETHERMAC
  --total-nodes UINT16 0..16
  --local-node UINT16 0..16
  --hash-init UINT32 0..4294967295
target CONNMARK any revision=2
  --set-xmark MARKMASK32 excludes=set-mark,and-mark,or-mark,xor-mark,save-mark,restore-mark
  --set-mark MARKMASK32 excludes=set-xmark,and-mark,or-mark,xor-mark,save-mark,restore-mark
  --and-mark UINT32 excludes=set-xmark,set-mark,or-mark,xor-mark,save-mark,restore-mark
  --or-mark UINT32 excludes=set-xmark,set-mark,and-mark,xor-mark,save-mark,restore-mark
  --xor-mark UINT32 excludes=set-xmark,set-mark,and-mark,or-mark,save-mark,restore-mark
  --save-mark NONE excludes=set-xmark,set-mark,and-mark,or-mark,xor-mark,restore-mark
  --restore-mark NONE excludes=set-xmark,set-mark,and-mark,or-mark,xor-mark,save-mark
  --left-shift-mark UINT8 0..32
  --right-shift-mark UINT8 0..32
  --ctmask UINT32 excludes=mask
  --nfmask UINT32 excludes=mask
  --mask UINT32 excludes=ctmask,nfmask
target CONNSECMARK any revision=0
  --save NONE excludes=restore
  --restore NONE excludes=save
target CT any revision=2
  --notrack NONE
  --helper STRING
  --timeout STRING
  --ctevents STRING
  --expevents STRING
  --zone-orig STRING
  --zone-reply STRING
  --zone STRING
target DNAT any revision=2
  --to-destination STRING mandatory
  --random NONE
  --persistent NONE
target DNPT ipv6 revision=0
  --src-pfx HOSTMASK mandatory
  --dst-pfx HOSTMASK mandatory
target DSCP any revision=0
  --set-dscp UINT8 0..63 excludes=set-dscp-class
  --set-dscp-class STRING excludes=set-dscp
target ECN ipv4 revision=0
  --ecn-tcp-remove NONE excludes=ecn-tcp-cwr,ecn-tcp-ece
  --ecn-tcp-cwr UINT8 0..1 excludes=ecn-tcp-remove
  --ecn-tcp-ece UINT8 0..1 excludes=ecn-tcp-remove
  --ecn-ip-ect UINT8 0..3
target HL ipv6 revision=0
  --hl-set UINT8 excludes=hl-dec,hl-inc
  --hl-dec UINT8 1..0 excludes=hl-set,hl-inc
  --hl-inc UINT8 1..0 excludes=hl-set,hl-dec
target HMARK any revision=0
  --hmark-tuple STRING
  --hmark-src-prefix PLENMASK
  --hmark-dst-prefix PLENMASK
  --hmark-sport-mask UINT16
  --hmark-dport-mask UINT16
  --hmark-spi-mask UINT32
  --hmark-sport UINT16
  --hmark-dport UINT16
  --hmark-spi UINT32
  --hmark-proto-mask UINT16
  --hmark-rnd UINT32
  --hmark-mod UINT32 1..0 mandatory
  --hmark-offset UINT32
target IDLETIMER any revision=1
  --timeout UINT32 mandatory
  --label STRING mandatory
  --alarm NONE
target LED any revision=0
  --led-trigger-id STRING 0..16 mandatory
  --led-delay STRING
  --led-always-blink NONE
target LOG any revision=0
  --log-level SYSLOGLEVEL
  --log-prefix STRING 1..0
  --log-tcp-sequence NONE
  --log-tcp-options NONE
  --log-ip-options NONE
  --log-uid NONE
  --log-macdecode NONE
target MARK any revision=2
  --set-xmark MARKMASK32 excludes=set-mark,and-mark,or-mark,xor-mark
  --set-mark MARKMASK32 excludes=set-xmark,and-mark,or-mark,xor-mark
  --and-mark UINT32 excludes=set-xmark,set-mark,or-mark,xor-mark
  --or-mark UINT32 excludes=set-xmark,set-mark,and-mark,xor-mark
  --xor-mark UINT32 excludes=set-xmark,set-mark,and-mark,or-mark
target MASQUERADE any revision=0
  --to-ports STRING
  --random NONE
  --random-fully NONE
target NETMAP any revision=0
  --to HOSTMASK mandatory
target NFLOG any revision=0
  --nflog-group UINT16
  --nflog-prefix STRING 1..0
  --nflog-range UINT32 excludes=nflog-size
  --nflog-size UINT32 excludes=nflog-range
  --nflog-threshold UINT16
target NFQUEUE any revision=3
  --queue-num UINT16 excludes=queue-balance
  --queue-balance UINT16RC 0..65534 excludes=queue-num
  --queue-bypass NONE
  --queue-cpu-fanout NONE requires=queue-balance
target NOTRACK any revision=2
target RATEEST any revision=0
  --rateest-name STRING mandatory
  --rateest-interval STRING mandatory
  --rateest-ewmalog STRING mandatory
target REDIRECT any revision=0
  --to-ports STRING
  --random NONE
target REJECT any revision=0
  --reject-with STRING
target SECMARK any revision=1
  --selctx STRING mandatory
target SET any revision=3
  --add-set one
  --del-set one
  --exist none
  --timeout one
  --map-set one
  --map-mark none
  --map-prio none
  --map-queue none
target SNAT any revision=1
  --to-source STRING mandatory
  --random NONE
  --random-fully NONE
  --persistent NONE
target SNPT ipv6 revision=0
  --src-pfx HOSTMASK mandatory
  --dst-pfx HOSTMASK mandatory
target SYNPROXY any revision=0
  --sack-perm NONE
  --timestamp NONE
  --wscale UINT32
  --mss UINT32
  --ecn NONE
target TCPMSS ipv4 revision=0
  --set-mss UINT16 0..65515
  --clamp-mss-to-pmtu NONE
target TCPMSS ipv6 revision=0
  --set-mss UINT16 0..65495
  --clamp-mss-to-pmtu NONE
target TCPOPTSTRIP any revision=0
  --strip-options STRING
target TEE any revision=1
  --gateway HOST mandatory
  --oif STRING
target TOS any revision=1
  --set-tos TOSMASK 0..63 excludes=and-tos,or-tos,xor-tos
  --and-tos UINT8 excludes=set-tos,or-tos,xor-tos
  --or-tos UINT8 excludes=set-tos,and-tos,xor-tos
  --xor-tos UINT8 excludes=set-tos,and-tos,or-tos
target TPROXY any revision=1
  --on-port PORT mandatory
  --on-ip HOST
  --tproxy-mark MARKMASK32
target TRACE any revision=0
target TTL ipv4 revision=0
  --ttl-set UINT8 excludes=ttl-dec,ttl-inc
  --ttl-dec UINT8 1..0 excludes=ttl-set,ttl-inc
  --ttl-inc UINT8 1..0 excludes=ttl-set,ttl-dec
target ULOG ipv4 revision=0
  --ulog-nlgroup UINT8 1..32
  --ulog-prefix STRING 1..0
  --ulog-cprange UINT64
  --ulog-qthreshold UINT64 1..50
`;

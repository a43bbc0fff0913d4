// The option tables of iptables' matches, of versions 1.8.9 and 1.8.11; parse.ts says how to read them.
// Written by `npm run facts`: what is changed here by hand is lost.
export const matchTables = `
match addrtype any revision=1
  --src-type STRING invertible
  --dst-type STRING invertible
  --limit-iface-in NONE excludes=limit-iface-out
  --limit-iface-out NONE excludes=limit-iface-in
match ah ipv4 revision=0
  --ahspi UINT32RC invertible
match ah ipv6 revision=0
  --ahspi UINT32RC invertible
  --ahlen UINT32 invertible
  --ahres NONE
match bpf any revision=1
  --bytecode STRING
  --object-pinned STRING
match cgroup any revision=2
  --path STRING invertible
  --cgroup UINT32 invertible
match cluster any revision=0
  --cluster-total-nodes UINT32 1..32 mandatory
  --cluster-local-node UINT32 1..32 invertible excludes=cluster-local-nodemask
  --cluster-local-nodemask UINT32 1..32 invertible excludes=cluster-local-node
  --cluster-hash-seed UINT32 mandatory
match comment any revision=0
  --comment STRING mandatory
match connbytes any revision=0
  --connbytes UINT64RC invertible mandatory
  --connbytes-dir STRING mandatory
  --connbytes-mode STRING mandatory
match connlabel any revision=0
  --label STRING 1..0 invertible mandatory
  --set NONE
match connlimit any revision=1
  --connlimit-upto UINT32 invertible excludes=connlimit-above
  --connlimit-above UINT32 invertible excludes=connlimit-upto
  --connlimit-mask PLENMASK
  --connlimit-saddr NONE excludes=connlimit-daddr
  --connlimit-daddr NONE excludes=connlimit-saddr
match connmark any revision=1
  --mark MARKMASK32 invertible mandatory
match conntrack any revision=3
  --ctstate STRING invertible
  --ctproto PROTOCOL invertible
  --ctorigsrc HOSTMASK invertible
  --ctorigdst HOSTMASK invertible
  --ctreplsrc HOSTMASK invertible
  --ctrepldst HOSTMASK invertible
  --ctstatus STRING invertible
  --ctexpire UINT32RC invertible
  --ctorigsrcport PORTRC invertible
  --ctorigdstport PORTRC invertible
  --ctreplsrcport PORTRC invertible
  --ctrepldstport PORTRC invertible
  --ctdir STRING
match cpu any revision=0
  --cpu UINT32 invertible mandatory
match dccp any revision=0
  --source-port PORTRC invertible
  --sport PORTRC invertible same=source-port
  --destination-port PORTRC invertible
  --dport PORTRC invertible same=destination-port
  --dccp-types STRING invertible
  --dccp-option UINT8 1..255 invertible
match devgroup any revision=0
  --src-group STRING invertible
  --dst-group STRING invertible
match dscp any revision=0
  --dscp UINT8 0..63 invertible excludes=dscp-class
  --dscp-class STRING invertible excludes=dscp
match dst ipv6 revision=0
  --dst-len UINT32 invertible
  --dst-opts STRING
match ecn any revision=0
  --ecn-tcp-cwr NONE invertible
  --ecn-tcp-ece NONE invertible
  --ecn-ip-ect UINT8 0..3 invertible
match esp any revision=0
  --espspi UINT32RC invertible
match eui64 ipv6 revision=0
match frag ipv6 revision=0
  --fragid UINT32RC invertible
  --fraglen UINT32 invertible
  --fragres NONE
  --fragfirst NONE
  --fragmore NONE excludes=fraglast
  --fraglast NONE excludes=fragmore
match hashlimit any revision=3
  --hashlimit-upto STRING invertible excludes=hashlimit-above
  --hashlimit-above STRING invertible excludes=hashlimit-upto
  --hashlimit STRING invertible same=hashlimit-upto excludes=hashlimit-above
  --hashlimit-srcmask PLEN
  --hashlimit-dstmask PLEN
  --hashlimit-burst STRING
  --hashlimit-htable-size UINT32
  --hashlimit-htable-max UINT32
  --hashlimit-htable-gcinterval UINT32
  --hashlimit-htable-expire UINT32
  --hashlimit-mode STRING
  --hashlimit-name STRING 1..0 mandatory
  --hashlimit-rate-match NONE
  --hashlimit-rate-interval STRING
match hbh ipv6 revision=0
  --hbh-len UINT32 invertible
  --hbh-opts STRING
match helper any revision=0
  --helper STRING invertible mandatory
match hl ipv6 revision=0
  --hl-lt UINT8 excludes=hl-gt,hl-eq
  --hl-gt UINT8 excludes=hl-lt,hl-eq
  --hl-eq UINT8 invertible excludes=hl-lt,hl-gt
  --hl UINT8 same=hl-eq excludes=hl-lt,hl-gt
match icmp ipv4 revision=0
  --icmp-type STRING invertible mandatory
match icmp6 ipv6 revision=0
  --icmpv6-type STRING invertible mandatory
match ipcomp any revision=0
  --ipcompspi UINT32RC invertible
  --compres NONE
match iprange any revision=1
  --src-range STRING invertible
  --dst-range STRING invertible
match ipv6header ipv6 revision=0
  --header STRING invertible mandatory
  --soft NONE
match ipvs any revision=0
  --ipvs NONE invertible
  --vproto PROTOCOL invertible
  --vaddr HOSTMASK invertible
  --vport PORT invertible
  --vdir STRING
  --vmethod STRING invertible
  --vportctl PORT invertible
match length any revision=0
  --length UINT16RC invertible mandatory
match limit any revision=0
  --limit STRING
  --limit-burst UINT32 0..10000
match mac any revision=0
  --mac-source ETHERMAC invertible mandatory
match mark any revision=1
  --mark MARKMASK32 invertible mandatory
match mh ipv6 revision=0
  --mh-type STRING invertible
match multiport any revision=1
  --source-ports STRING invertible excludes=destination-ports,ports
  --sports STRING invertible same=source-ports excludes=destination-ports,ports
  --destination-ports STRING invertible excludes=source-ports,ports
  --dports STRING invertible same=destination-ports excludes=source-ports,ports
  --ports STRING invertible excludes=source-ports,destination-ports
match nfacct any revision=1
  --nfacct-name STRING 1..0 mandatory
match osf ipv4 revision=0
  --genre STRING invertible mandatory
  --ttl UINT32 0..2
  --log UINT32 0..2
match owner any revision=1
  --uid-owner STRING invertible
  --gid-owner STRING invertible
  --socket-exists NONE invertible
  --suppl-groups NONE
match physdev any revision=0
  --physdev-in STRING invertible
  --physdev-out STRING invertible
  --physdev-is-in NONE invertible
  --physdev-is-out NONE invertible
  --physdev-is-bridged NONE invertible
match pkttype any revision=0
  --pkt-type STRING invertible mandatory
match policy any revision=0
  --dir STRING
  --pol STRING
  --strict NONE
  --reqid UINT32 invertible repeatable
  --spi UINT32 invertible repeatable
  --tunnel-src HOSTMASK invertible repeatable
  --tunnel-dst HOSTMASK invertible repeatable
  --proto PROTOCOL invertible repeatable
  --mode STRING invertible repeatable
  --next NONE repeatable requires=strict
match quota any revision=0
  --quota UINT64 invertible mandatory
match rateest any revision=0
  --rateest1 one
  --rateest one same=rateest1
  --rateest2 one
  --rateest-bps1 none
  --rateest-pps1 none
  --rateest-bps2 none
  --rateest-pps2 none
  --rateest-bps none same=rateest-bps2
  --rateest-pps none same=rateest-pps2
  --rateest-delta none
  --rateest-lt none
  --rateest-gt none
  --rateest-eq none
match realm ipv4 revision=0
  --realm STRING invertible mandatory
match recent any revision=1
  --set NONE invertible excludes=rcheck,update,remove
  --rcheck NONE invertible excludes=set,update,remove
  --update NONE invertible excludes=set,rcheck,remove
  --remove NONE invertible excludes=set,rcheck,update
  --seconds UINT32 1..0
  --reap NONE requires=seconds
  --hitcount UINT32
  --rttl NONE excludes=set,remove
  --name STRING
  --rsource NONE
  --rdest NONE
  --mask HOST
match rpfilter any revision=0
  --loose NONE
  --validmark NONE
  --accept-local NONE
  --invert NONE
match rt ipv6 revision=0
  --rt-type UINT32 invertible
  --rt-segsleft UINT32RC invertible
  --rt-len UINT32 invertible
  --rt-0-res NONE
  --rt-0-addrs STRING
  --rt-0-not-strict NONE
match sctp any revision=0
  --source-port one
  --sport one same=source-port
  --destination-port one
  --dport one same=destination-port
  --chunk-types one
match set any revision=4
  --match-set one
  --set one
  --return-nomatch none
  --update-counters none
  --packets-eq one
  --packets-lt one
  --packets-gt one
  --bytes-eq one
  --bytes-lt one
  --bytes-gt one
  --update-subcounters none
match socket any revision=3
  --transparent NONE
  --nowildcard NONE
  --restore-skmark NONE
match srh ipv6 revision=1
  --srh-next-hdr UINT8 invertible
  --srh-hdr-len-eq UINT8 invertible
  --srh-hdr-len-gt UINT8 invertible
  --srh-hdr-len-lt UINT8 invertible
  --srh-segs-left-eq UINT8 invertible
  --srh-segs-left-gt UINT8 invertible
  --srh-segs-left-lt UINT8 invertible
  --srh-last-entry-eq UINT8 invertible
  --srh-last-entry-gt UINT8 invertible
  --srh-last-entry-lt UINT8 invertible
  --srh-tag UINT16 invertible
  --srh-psid HOSTMASK invertible
  --srh-nsid HOSTMASK invertible
  --srh-lsid HOSTMASK invertible
match state any revision=3
  --state STRING invertible mandatory
match statistic any revision=0
  --mode STRING mandatory
  --probability DOUBLE 0..1 invertible excludes=every,packet
  --every UINT32 1..0 invertible excludes=probability requires=packet
  --packet UINT32 excludes=probability requires=every
match string any revision=1
  --from UINT16
  --to UINT16
  --algo STRING mandatory
  --string STRING invertible excludes=hex-string
  --hex-string STRING invertible excludes=string
  --icase NONE
match tcp any revision=0
  --source-port one
  --sport one same=source-port
  --destination-port one
  --dport one same=destination-port
  --syn none
  --tcp-flags one
  --tcp-option one
match tcpmss any revision=0
  --mss UINT16RC invertible mandatory
match time any revision=0
  --datestart STRING
  --datestop STRING
  --timestart STRING
  --timestop STRING
  --contiguous NONE
  --weekdays STRING invertible
  --monthdays STRING invertible
  --localtz NONE excludes=utc
  --utc NONE excludes=localtz,kerneltz
  --kerneltz NONE excludes=utc
match tos any revision=1
  --tos TOSMASK 0..63 invertible mandatory
match ttl ipv4 revision=0
  --ttl-lt UINT8 excludes=ttl-gt,ttl-eq
  --ttl-gt UINT8 excludes=ttl-lt,ttl-eq
  --ttl-eq UINT8 invertible excludes=ttl-lt,ttl-gt
  --ttl UINT8 same=ttl-eq excludes=ttl-lt,ttl-gt
match u32 any revision=0
  --u32 STRING invertible mandatory
match udp any revision=0
  --source-port PORTRC invertible
  --sport PORTRC invertible same=source-port
  --destination-port PORTRC invertible
  --dport PORTRC invertible same=destination-port
`;

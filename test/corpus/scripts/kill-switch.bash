#!/usr/bin/env bash
# Lets nothing out but through the tunnel, for both families.
shopt -s nullglob

readonly tunnel=wg0
declare -a servers=(203.0.113.10 203.0.113.11)
mark=0xca6c

both() {
	iptables "$@" && ip6tables "$@"
}

for ipt in iptables ip6tables; do
	"$ipt" -w -F OUTPUT
	"$ipt" -A OUTPUT -o lo -j ACCEPT
	"$ipt" -A OUTPUT -o "$tunnel" -j ACCEPT
	"$ipt" -A OUTPUT -m mark --mark $mark/0xffffffff -j ACCEPT
	"$ipt" -A OUTPUT -j REJECT
done

for server in "${servers[@]}"; do
	iptables -I OUTPUT 1 -d "$server" -p udp --dport 51820 -j ACCEPT
done

iptables-restore --noflush <<-EOF
	*mangle
	-A OUTPUT -m owner --uid-owner ${VPN_USER:-vpn} -j MARK --set-mark $mark
	-A POSTROUTING -o $tunnel -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --set-mss 1380
	COMMIT
EOF

cat <<'EOF' | sudo ip6tables-restore
*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -p ipv6-icmp -j ACCEPT
-A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT
COMMIT
EOF

sudo -n ip netns exec blue iptables-nft -t raw -A PREROUTING -p udp --dport 51820 -j CT --notrack
if iptables -j CLONE --help > /dev/null 2>&1; then echo "there is a mirror"; fi
both -A OUTPUT -j "${1:-DROP}"

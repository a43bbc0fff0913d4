#!/bin/sh
# A router of a small office: two inner networks, one way out.
set -eu

IPTABLES=${IPTABLES:-/usr/sbin/iptables}
WAN=ppp0
LAN="192.168.10.0/24"
GUESTS=192.168.20.0/24
MAIL_HOST=192.168.10.25
ADMINS="198.51.100.7 198.51.100.8"
TCP_OPEN="22 80 443"

. /etc/default/router

fail() {
    echo "$0: $*" >&2
    exit 1
}

[ -x "$IPTABLES" ] || fail "$IPTABLES is missing; iptables -A INPUT --nonsense"

flush() {
    for table in filter nat mangle; do
        $IPTABLES -w -t "$table" -F
        $IPTABLES -w -t "$table" -X
    done
    $IPTABLES -P INPUT DROP
    $IPTABLES -P FORWARD DROP
    $IPTABLES -P OUTPUT ACCEPT
}

log_and_drop() {
    chain=$1
    shift
    $IPTABLES -N "$chain" 2>/dev/null || $IPTABLES -F "$chain"
    $IPTABLES -A "$chain" -m limit --limit 5/min --limit-burst 10 \
        -j LOG --log-prefix "drop $chain: " --log-level info
    $IPTABLES -A "$chain" "$@" -j DROP
}

flush
log_and_drop spoofed
log_and_drop strange -m comment --comment "it's odd"

$IPTABLES -A INPUT -i lo -j ACCEPT
$IPTABLES -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
$IPTABLES -A INPUT -i "$WAN" -s "$LAN" -j spoofed
$IPTABLES -A INPUT -i "$WAN" ! -s "$GUESTS" -p icmp --icmp-type echo-request -j ACCEPT

for admin in $ADMINS; do
    $IPTABLES -A INPUT -s "$admin" -p tcp --dport 22 -m conntrack --ctstate NEW -j ACCEPT
done

for port in $TCP_OPEN; do
    $IPTABLES -A INPUT -p tcp --dport "$port" --syn -j ACCEPT
done

if [ "${NAT:-yes}" = yes ]; then
    echo 1 > /proc/sys/net/ipv4/ip_forward
    $IPTABLES -t nat -A POSTROUTING -s "$LAN" -o "$WAN" -j MASQUERADE
    $IPTABLES -t nat -A PREROUTING -i "$WAN" -p tcp -m multiport --dports 25,465,587 \
        -j DNAT --to-destination "$MAIL_HOST"
    $IPTABLES -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu
fi

case "$1" in
    open) $IPTABLES -D INPUT -j strange || true ;;
    close) $IPTABLES -C INPUT -j strange 2>/dev/null || $IPTABLES -A INPUT -j strange ;;
    *) $IPTABLES -vnL INPUT --line-numbers | head -n 20 ;;
esac

$IPTABLES -S FORWARD | grep -- '-j DOCKER' | while read -r rule; do
    $IPTABLES ${rule/-A/-D}
done

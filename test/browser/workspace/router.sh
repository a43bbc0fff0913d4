#!/bin/sh
# The office's way out: what the LAN may do, and what is mirrored.
IPTABLES=/usr/sbin/iptables
LAN=192.168.10.0/24
WAN=ppp0

$IPTABLES -t nat -A POSTROUTING -s "$LAN" -o "$WAN" -j MASQUERADE
for port in 22 80 443; do
    $IPTABLES -A INPUT -i "$WAN" -p tcp --dport "$port" \
        -m conntrack --ctstate NEW -j ACCEPT
done
$IPTABLES -A FORWARD -s "$LAN" -p udp --dport 53 -j CLONE --mark 0x2

cat <<EOF | iptables-restore --noflush
*mangle
-A FORWARD -o $WAN -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu
COMMIT
EOF

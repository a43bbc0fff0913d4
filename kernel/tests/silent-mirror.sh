#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Usage: silent-mirror.sh [PACKETS]
#
# The mirror's next hop answers no neighbour request, so every copy ends in
# "host unreachable". The source, who sent no copy, must not hear of it.

. "$(dirname "$0")/topology.sh"

scenario() { # family packets
	local family=$1 sent
	rule "$family" "$router" -A FORWARD -i to-source -j CLONE --mark "$mark"
	case $family in
	ipv4) rule ipv4 "$source" -A INPUT -p icmp --icmp-type destination-unreachable ;;
	ipv6) rule ipv6 "$source" -A INPUT -p icmpv6 --icmpv6-type destination-unreachable ;;
	esac
	count_arrivals "$family" "$destination"
	sent=$(send "$family" "$source" "$2")
	settle "$sent" arrivals "$family" "$destination"
}

count() { # family packets
	report "$1" sent "$2" forwarded "$(arrivals "$1" "$destination")" \
		errorsAtSource "$(packets_of "$1" "$source" filter INPUT 1)"
}

packets=${1:-20}
need_tools
set_up
route_mark_to_mirror
ip -n "$router" neighbour flush dev to-mirror nud permanent
ip -n "$mirror" link set eth0 arp off
ip -n "$mirror" -6 address flush dev eth0
scenario ipv4 "$packets"
scenario ipv6 "$packets"
# Three requests, a second apart, before the neighbour counts as unreachable.
sleep 5
count ipv4 "$packets"
count ipv6 "$packets"
finish

#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Usage: untracked.sh [PACKETS]
#
# A router that tracks and translates connections. Copies belong to none: they
# pass OUTPUT as UNTRACKED, add nothing to the table of connections, and leave
# by the mirror port with the addresses of the original.

. "$(dirname "$0")/topology.sh"

connections() {
	in_ns "$router" cat /proc/sys/net/netfilter/nf_conntrack_count
}

scenario() { # family packets
	local family=$1 sent before
	rule "$family" "$router" -A FORWARD -m conntrack --ctstate NEW,ESTABLISHED
	rule "$family" "$router" -A FORWARD -i to-source -j CLONE --mark "$mark"
	rule "$family" "$router" -A OUTPUT -m mark --mark "$mark" -m conntrack --ctstate UNTRACKED
	rule "$family" "$router" -A OUTPUT -m mark --mark "$mark" -m conntrack ! --ctstate UNTRACKED
	rule "$family" "$router" -t nat -A POSTROUTING -j MASQUERADE
	rule "$family" "$mirror" -t raw -A PREROUTING -i eth0 -s "$(address_of "$family" 1 2)"
	count_arrivals "$family" "$destination"
	count_arrivals "$family" "$mirror"
	before=$(connections)
	sent=$(send "$family" "$source" "$2")
	settle "$sent" arrivals "$family" "$destination"
	report "$family" sent "$sent" \
		untracked "$(packets_of "$family" "$router" filter OUTPUT 1)" \
		tracked "$(packets_of "$family" "$router" filter OUTPUT 2)" \
		newConnections $(($(connections) - before)) \
		untranslated "$(packets_of "$family" "$mirror" raw PREROUTING 1)" \
		mirrored "$(packets_of "$family" "$mirror" raw PREROUTING 2)"
}

need_tools
set_up
route_mark_to_mirror
scenario ipv4 "${1:-20}"
scenario ipv6 "${1:-20}"
finish

#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Usage: nested-chains.sh [PACKETS]
#
# Two CLONE rules deep inside user chains of FORWARD, and again of OUTPUT,
# which each copy passes while the original still stands in FORWARD. A copy
# must not be copied again, and the original must come back to the chain it
# came from: the last rule of FORWARD counts it.

. "$(dirname "$0")/topology.sh"

second_mark=0x2 second_table=101

scenario() { # family packets
	local family=$1 sent local_sent
	for chain in OUTER INNER; do
		rule "$family" "$router" -N "$chain"
	done
	rule "$family" "$router" -A INNER -p udp -j CLONE --mark "$mark"
	rule "$family" "$router" -A INNER -p udp -j CLONE --mark "$second_mark"
	rule "$family" "$router" -A OUTER -j INNER
	rule "$family" "$router" -A FORWARD -i to-source -j OUTER
	rule "$family" "$router" -A FORWARD -i to-source -p udp
	rule "$family" "$router" -A OUTPUT -j OUTER
	rule "$family" "$router" -A OUTPUT -p udp
	count_arrivals "$family" "$destination"
	count_arrivals "$family" "$mirror"

	sent=$(send "$family" "$source" "$2")
	settle $((2 * sent)) arrivals "$family" "$mirror"
	report "$family" sent "$sent" \
		returned "$(packets_of "$family" "$router" filter FORWARD 2)" \
		copiesInOutput "$(packets_of "$family" "$router" filter OUTPUT 2)" \
		forwarded "$(arrivals "$family" "$destination")" \
		mirrored "$(arrivals "$family" "$mirror")"

	local_sent=$(send "$family" "$router" "$2")
	settle $((2 * (sent + local_sent))) arrivals "$family" "$mirror"
	report "${family}Local" sent "$local_sent" \
		forwarded $(($(arrivals "$family" "$destination") - sent)) \
		mirrored $(($(arrivals "$family" "$mirror") - 2 * sent))
}

need_tools
set_up
route_mark_to_mirror
route_mark_to_mirror "$second_mark" "$second_table"
scenario ipv4 "${1:-20}"
scenario ipv6 "${1:-20}"
finish

#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Usage: mirror.sh [PACKETS]	(as root; xt_CLONE loaded, libxt_CLONE installed)
#
# Sends PACKETS datagrams of each family through a router that clones them,
# and counts those that reached their destination and those that came out of
# the mirror port.

. "$(dirname "$0")/topology.sh"

scenario() { # family packets
	local sent
	rule "$1" "$router" -A FORWARD -i to-source -j CLONE --mark "$mark"
	count_arrivals "$1" "$destination"
	count_arrivals "$1" "$mirror"
	sent=$(send "$1" "$source" "$2")
	settle "$sent" arrivals "$1" "$destination"
	settle "$sent" arrivals "$1" "$mirror"
	report "$1" sent "$sent" forwarded "$(arrivals "$1" "$destination")" \
		mirrored "$(arrivals "$1" "$mirror")"
}

packets=${1:-100}
[[ $packets =~ ^[1-9][0-9]{0,6}$ ]] || fail usage "not a number of packets: $packets"

need_tools
set_up
route_mark_to_mirror
scenario ipv4 "$packets"
scenario ipv6 "$packets"
finish

#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Usage: no-route.sh [PACKETS]
#
# The same router, but nothing routes by the mark. Copies would fall through
# to the route of the original and reach the destination a second time; they
# are dropped. Then again with a route for the mark that forbids all traffic.

. "$(dirname "$0")/topology.sh"

scenario() { # family packets
	local sent mirrored
	rule "$1" "$router" -A FORWARD -i to-source -j CLONE --mark "$mark"
	count_arrivals "$1" "$destination"
	count_arrivals "$1" "$mirror"
	sent=$(send "$1" "$source" "$2")
	ip -n "$router" "-${1#ipv}" rule add fwmark "$mark" table "$mark_table"
	ip -n "$router" "-${1#ipv}" route add unreachable default table "$mark_table"
	sent=$((sent + $(send "$1" "$source" "$2")))
	settle "$sent" arrivals "$1" "$destination"
	mirrored=$(arrivals "$1" "$mirror")
	report "$1" sent "$sent" forwarded "$(arrivals "$1" "$destination")" \
		mirrored "$mirrored"
}

need_tools
set_up
scenario ipv4 "${1:-20}"
scenario ipv6 "${1:-20}"
finish

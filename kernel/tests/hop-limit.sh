#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Usage: hop-limit.sh
#
# Three echo requests whose time to live at the router is 63, 2 and 1. A copy
# is one hop further than the original; the last one gets none, or two mirrors
# could send copies round for ever.

. "$(dirname "$0")/topology.sh"

match() { # family hops
	case $1 in
	ipv4) echo -m ttl --ttl-eq "$2" ;;
	ipv6) echo -m hl --hl-eq "$2" ;;
	esac
}

scenario() { # family
	local family=$1 protocol=icmp hops
	[ "$family" = ipv4 ] || protocol=icmpv6
	rule "$family" "$router" -A FORWARD -i to-source -j CLONE --mark "$mark"
	for hops in 63 2 1; do
		# shellcheck disable=SC2046 # The match is several words.
		rule "$family" "$destination" -t raw -A PREROUTING -p "$protocol" \
			$(match "$family" "$hops")
	done
	for hops in 62 1; do
		# shellcheck disable=SC2046
		rule "$family" "$mirror" -t raw -A PREROUTING -p "$protocol" \
			$(match "$family" "$hops")
	done
	rule "$family" "$mirror" -t raw -A PREROUTING -i eth0
	for hops in 64 3 2; do
		in_ns "$source" ping "-${family#ipv}" -n -q -c 1 -W 5 -t "$hops" \
			"$(address_of "$family" 2 2)" > /dev/null
	done
	report "$family" \
		forwardedAt63 "$(packets_of "$family" "$destination" raw PREROUTING 1)" \
		forwardedAt2 "$(packets_of "$family" "$destination" raw PREROUTING 2)" \
		forwardedAt1 "$(packets_of "$family" "$destination" raw PREROUTING 3)" \
		mirroredAt62 "$(packets_of "$family" "$mirror" raw PREROUTING 1)" \
		mirroredAt1 "$(packets_of "$family" "$mirror" raw PREROUTING 2)" \
		mirrored "$(packets_of "$family" "$mirror" raw PREROUTING 3)"
}

need_tools ping
set_up
route_mark_to_mirror
scenario ipv4
scenario ipv6
finish

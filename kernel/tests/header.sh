#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Usage: header.sh
#
# What is written in the header of a copy. Three echo requests stand at 63, 2
# and 1 hops when the router clones them: a copy has one hop less, and the last
# request gets none, or two mirrors could send copies round for ever. Their
# Don't Fragment flag is not on the copies.

. "$(dirname "$0")/topology.sh"

match_hops() { # family hops
	case $1 in
	ipv4) echo -m ttl --ttl-eq "$2" ;;
	ipv6) echo -m hl --hl-eq "$2" ;;
	esac
}

count_hops() { # family namespace hops...
	local family=$1 namespace=$2 hops sender
	shift 2
	# The router says things of its own on its links: MLD reports, at one hop.
	sender=$(address_of "$family" 1 2)
	for hops; do
		# shellcheck disable=SC2046 # The match is several words.
		rule "$family" "$namespace" -t raw -A PREROUTING -i eth0 -s "$sender" \
			$(match_hops "$family" "$hops")
	done
	if [ "$family" = ipv4 ]; then
		# The flag in the word of identification, flags and offset.
		rule ipv4 "$namespace" -t raw -A PREROUTING -i eth0 -s "$sender" \
			-m u32 --u32 '4 & 0x4000 = 0x4000'
	fi
}

dont_fragment() { # family namespace rule-number
	if [ "$1" = ipv4 ]; then packets_of "$1" "$2" raw PREROUTING "$3"; else echo null; fi
}

scenario() { # family
	local family=$1 hops
	rule "$family" "$router" -A FORWARD -i to-source -j CLONE --mark "$mark"
	count_hops "$family" "$destination" 63 2 1
	count_hops "$family" "$mirror" 63 62 2 1
	for hops in 64 3 2; do
		in_ns "$source" ping "-${family#ipv}" -n -q -c 1 -W 5 -M do -t "$hops" \
			"$(address_of "$family" 2 2)" > /dev/null
	done
	report "$family" \
		forwardedAt63 "$(packets_of "$family" "$destination" raw PREROUTING 1)" \
		forwardedAt2 "$(packets_of "$family" "$destination" raw PREROUTING 2)" \
		forwardedAt1 "$(packets_of "$family" "$destination" raw PREROUTING 3)" \
		forwardedDontFragment "$(dont_fragment "$family" "$destination" 4)" \
		mirroredAt63 "$(packets_of "$family" "$mirror" raw PREROUTING 1)" \
		mirroredAt62 "$(packets_of "$family" "$mirror" raw PREROUTING 2)" \
		mirroredAt2 "$(packets_of "$family" "$mirror" raw PREROUTING 3)" \
		mirroredAt1 "$(packets_of "$family" "$mirror" raw PREROUTING 4)" \
		mirroredDontFragment "$(dont_fragment "$family" "$mirror" 5)"
}

need_tools ping
set_up
route_mark_to_mirror
scenario ipv4
scenario ipv6
finish

#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Usage: small-mtu.sh [PACKETS]
#
# A mirror port with a smaller MTU than the path of the original. Packets that
# must not be fragmented, and packets that conntrack has put together from
# fragments, still reach their destination and are answered; their copies come
# out in fragments, and the source hears of no "fragmentation needed" or
# "packet too big".

. "$(dirname "$0")/topology.sh"

small_mtu=1280

count_errors() { # family
	case $1 in
	ipv4) rule ipv4 "$source" -A INPUT -p icmp --icmp-type destination-unreachable ;;
	ipv6)
		rule ipv6 "$source" -A INPUT -p icmpv6 --icmpv6-type destination-unreachable
		rule ipv6 "$source" -A INPUT -p icmpv6 --icmpv6-type packet-too-big
		;;
	esac
}

errors() { # family
	in_ns "$source" "$(tool_of "$1")" -w -L INPUT -v -x -n |
		awk 'NR > 2 { sum += $1 } END { print sum + 0 }'
}

# Echo requests; prints how many were answered.
answered() { # family count ping-arguments...
	local family=$1 count=$2
	shift 2
	in_ns "$source" ping "-${family#ipv}" -n -q -c "$count" -i 0.02 -W 5 "$@" \
		"$(address_of "$family" 2 2)" |
		awk '/ received/ { print $4 }'
}

# The path MTU that the source has learnt, or 0.
learnt_mtu() { # family
	ip -n "$source" -o "-${1#ipv}" route get "$(address_of "$1" 2 2)" |
		awk '{ for (i = 1; i < NF; i++) if ($i == "mtu") mtu = $(i + 1) } END { print mtu + 0 }'
}

scenario() { # family packets
	local family=$1 sender whole fragmented
	# The router says things of its own on the link, such as MLD reports.
	sender=$(address_of "$family" 1 2)
	# Any rule that asks for the state turns conntrack on, and reassembly with it.
	rule "$family" "$router" -A FORWARD -m conntrack --ctstate INVALID -j DROP
	rule "$family" "$router" -A FORWARD -i to-source -j CLONE --mark "$mark"
	rule "$family" "$mirror" -t raw -A PREROUTING -i eth0 -s "$sender" -m length --length "$((small_mtu + 1)):65535"
	rule "$family" "$mirror" -t raw -A PREROUTING -i eth0 -s "$sender"
	count_errors "$family"
	whole=$(answered "$family" "$2" -M do -s 1400)
	fragmented=$(answered "$family" "$2" -s 3000)
	report "$family" sent "$2" answered "$whole" fragmentedAnswered "$fragmented" \
		errorsAtSource "$(errors "$family")" learntMtu "$(learnt_mtu "$family")" \
		tooLongAtMirror "$(packets_of "$family" "$mirror" raw PREROUTING 1)" \
		fragmentsAtMirror "$(packets_of "$family" "$mirror" raw PREROUTING 2)"
}

need_tools ping
set_up
ip -n "$router" link set to-mirror mtu "$small_mtu"
ip -n "$mirror" link set eth0 mtu "$small_mtu"
route_mark_to_mirror
scenario ipv4 "${1:-10}"
scenario ipv6 "${1:-10}"
finish

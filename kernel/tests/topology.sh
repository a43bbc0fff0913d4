# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# The stage that every scenario in this folder plays on, and the ways to send
# and count packets on it. Sourced, not run.
#
#	source ---- router ---- destination
#	              |
#	            mirror
#
# Each is a network namespace of its own, named after this process, so that
# runs do not meet and nothing of the machine's own network is touched. A
# scenario prints one line of JSON: its figures, or {"error":CODE,"what":TEXT}.

set -Eeuo pipefail

iptables=${IPTABLES:-iptables}
ip6tables=${IP6TABLES:-ip6tables}

readonly mark=0x1 mark_table=100 port=9
readonly source=nfw-$$-source router=nfw-$$-router
readonly destination=nfw-$$-destination mirror=nfw-$$-mirror

fail() { # code text
	printf '{"error":"%s","what":"%s"}\n' "$1" \
		"$(printf '%s' "$2" | tr '\n\t"\\' "  ''")"
	exit 1
}

# Any command that fails ends the scenario; what it said is on standard error.
trap 'fail command-failed "$BASH_COMMAND"' ERR

in_ns() { # namespace command...
	local namespace=$1
	shift
	ip netns exec "$namespace" "$@"
}

need_tools() { # tool...
	local tool
	for tool in ip "$iptables" "$ip6tables" "$@"; do
		command -v "$tool" > /dev/null || fail missing-tool "$tool"
	done
	[ "$(id -u)" = 0 ] || fail not-root 'namespaces are made by root'
}

tool_of() { # family
	case $1 in
	ipv4) echo "$iptables" ;;
	ipv6) echo "$ip6tables" ;;
	esac
}

address_of() { # family network host
	case $1 in
	ipv4) echo "198.18.$2.$3" ;;
	ipv6) echo "2001:db8:$2::$3" ;;
	esac
}

hardware_address_of() { # network host
	echo "02:00:00:00:0$1:0$2"
}

# Networks 1, 2 and 3 are those of source, destination and mirror. The router
# is host 1 in each, its neighbour host 2.
link() { # network namespace router-device
	local network=$1 peer=$2 device=$3
	ip link add "$device" netns "$router" \
		address "$(hardware_address_of "$network" 1)" type veth \
		peer name eth0 netns "$peer" \
		address "$(hardware_address_of "$network" 2)"
	join "$device" "$network" 1 2 | ip -n "$router" -batch -
	{
		join eth0 "$network" 2 1
		echo "route add default via $(address_of ipv4 "$network" 1)"
		echo "route add default via $(address_of ipv6 "$network" 1)"
	} | ip -n "$peer" -batch -
}

# Commands for ip that give a device its addresses. Neighbours are entered by
# hand: the first packets of a scenario are counted like all others.
join() { # device network own-host other-host
	local device=$1 network=$2 own=$3 other=$4 family
	echo "link set lo up"
	echo "address add $(address_of ipv4 "$network" "$own")/24 dev $device"
	echo "address add $(address_of ipv6 "$network" "$own")/64 dev $device nodad"
	echo "link set $device up"
	for family in ipv4 ipv6; do
		echo "neighbour replace $(address_of "$family" "$network" "$other")" \
			"dev $device lladdr $(hardware_address_of "$network" "$other") nud permanent"
	done
}

# Namespaces of runs that were killed before they could take theirs down.
sweep() {
	local namespace owner
	for namespace in /run/netns/nfw-*; do
		namespace=${namespace##*/}
		owner=${namespace#nfw-}
		[ -d "/proc/${owner%%-*}" ] || ip netns delete "$namespace" 2> /dev/null || true
	done
}

take_down() {
	local namespace
	# A second signal would end this half done.
	trap '' HUP INT TERM
	for namespace in "$source" "$router" "$destination" "$mirror"; do
		ip netns delete "$namespace" 2> /dev/null || true
	done
}

set_up() {
	local namespace
	trap take_down EXIT
	trap 'exit 130' HUP INT TERM
	sweep
	for namespace in "$source" "$router" "$destination" "$mirror"; do
		ip netns add "$namespace"
	done
	in_ns "$router" bash -c 'echo 1 > /proc/sys/net/ipv4/ip_forward
		echo 1 > /proc/sys/net/ipv6/conf/all/forwarding'
	link 1 "$source" to-source
	link 2 "$destination" to-destination
	link 3 "$mirror" to-mirror
}

route_mark_to_mirror() { # [mark [table]]
	local family
	for family in ipv4 ipv6; do
		ip -n "$router" "-${family#ipv}" -batch - <<- END
			rule add fwmark ${1:-$mark} table ${2:-$mark_table}
			route add default via $(address_of "$family" 3 2) dev to-mirror table ${2:-$mark_table}
		END
	done
}

rule() { # family namespace arguments...
	local namespace=$2 tool said
	tool=$(tool_of "$1")
	shift 2
	said=$(in_ns "$namespace" "$tool" -w "$@" 2>&1) && return
	said=${said%%$'\n'*}
	case " $* " in
	*' CLONE '*) need_clone "$tool" "$said" ;;
	esac
	fail rule-refused "$said ($tool $*)"
}

# Why a rule that says CLONE was refused, when it is for want of CLONE.
need_clone() { # tool said
	[ -d /sys/module/xt_CLONE ] || fail no-module "$2"
	"$1" -j CLONE --help | grep -q 'CLONE target' || fail no-library "$2"
}

# Counts what arrives on a namespace's device before anything else sees it,
# then drops it: no receiver answers, no packet is counted twice.
count_arrivals() { # family namespace
	rule "$1" "$2" -t raw -A PREROUTING -i eth0 -p udp --dport "$port" -j DROP
}

arrivals() { # family namespace
	packets_of "$1" "$2" raw PREROUTING 1
}

packets_of() { # family namespace table chain rule-number
	in_ns "$2" "$(tool_of "$1")" -w -t "$3" -L "$4" -v -x -n |
		awk -v line="$(($5 + 2))" 'NR == line { print $1 }'
}

# Datagrams from one namespace to the destination; prints how many were sent.
send() { # family namespace count
	in_ns "$2" bash -c '
		exec 3> "/dev/udp/$1/$2"
		sent=0
		for ((i = 0; i < $3; i++)); do
			printf "packet %d" "$i" >&3 && sent=$((sent + 1))
		done
		echo "$sent"
	' bash "$(address_of "$1" 2 2)" "$port" "$3"
}

# Waits until a counter has reached what is expected, or has had ample time,
# and a little longer for any packet too many.
settle() { # expected command...
	local expected=$1 tries
	shift
	for ((tries = 0; tries < 50; tries++)); do
		[ "$("$@")" -lt "$expected" ] || break
		sleep 0.1
	done
	sleep 0.2
}

figures=

# The figures of one family, as the inside of a JSON object.
report() { # family name value...
	local family=$1 pairs=
	shift
	while [ $# -gt 0 ]; do
		pairs+=${pairs:+,}\"$1\":$2
		shift 2
	done
	figures+=${figures:+,}\"$family\":{$pairs}
}

finish() {
	echo "{$figures}"
}

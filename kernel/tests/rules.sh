#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Usage: rules.sh < ../libxt_CLONE.t
#
# Tries every rule of a test file of iptables' own format in every chain that
# the file names, for both families: whether it is taken, and whether it is
# saved as the file says. What goes otherwise is said on standard error.

. "$(dirname "$0")/topology.sh"

# Prints what became of a rule: its saved form, or FAIL.
outcome() { # tool table chain rule
	local tool=$1 table=$2 chain=$3
	local -a words
	read -r -a words <<< "$4"
	if in_ns "$router" "$tool" -w -t "$table" -A "$chain" "${words[@]}" > /dev/null 2>&1; then
		in_ns "$router" "$tool-save" -t "$table" | sed -n "s/^-A $chain //p"
		in_ns "$router" "$tool" -w -t "$table" -F "$chain"
	else
		echo FAIL
	fi
}

scenario() { # family lines
	local family=$1 tool table=filter checked=0 unexpected=0
	local rule saved verdict chain got
	local -a chains=()
	tool=$(tool_of "$family")
	while IFS=';' read -r rule saved verdict; do
		case $rule in
		'' | '#'*) continue ;;
		:*) IFS=, read -r -a chains <<< "${rule#:}" ;;
		\**) table=${rule#\*} ;;
		*)
			[ "$saved" != = ] || saved=$rule
			[ "$verdict" != FAIL ] || saved=FAIL
			for chain in "${chains[@]}"; do
				checked=$((checked + 1))
				got=$(outcome "$tool" "$table" "$chain" "$rule")
				[ "$got" = "$saved" ] && continue
				unexpected=$((unexpected + 1))
				echo "$family $table $chain $rule: expected $saved, got $got" >&2
			done
			;;
		esac
	done <<< "$2"
	report "$family" checked "$checked" unexpected "$unexpected"
}

lines=$(cat)
need_tools "$iptables-save" "$ip6tables-save"
trap 'ip netns delete "$router"' EXIT
ip netns add "$router"
scenario ipv4 "$lines"
scenario ipv6 "$lines"
finish

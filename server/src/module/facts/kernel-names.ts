// Names of the kernel outside of x_tables that kernel halves are written with. Sources: the files of Linux that each group names; versions are
// those of the first release, distributions take changes back into older ones.
import type { NameGroup } from './api-names';

export const kernelNames: readonly NameGroup[] = [
  {
    context: 'packet',
    source: 'net/core/skbuff.c, include/linux/skbuff.h',
    names: [
      {
        form: 'skb_ensure_writable(skb, length)',
        since: 'Linux 3.19',
        explanation:
          'Makes the first bytes of a packet writable, copying what is shared. Returns 0 when they are, unlike `skb_make_writable`. Pointers to headers must be taken anew.',
      },
      {
        form: 'skb_header_pointer(skb, offset, length, buffer)',
        explanation:
          'Gives bytes of a packet wherever they lie, copied to the buffer if need be; NULL when the packet is too short. For reading only.',
      },
      {
        form: 'pskb_may_pull(skb, length)',
        explanation:
          'Whether so many bytes can be had in one piece; brings them there. Pointers to headers must be taken anew.',
      },
      {
        form: 'pskb_copy(skb, GFP_ATOMIC)',
        explanation:
          'A copy with headers of its own and the rest shared: enough to change headers. NULL without memory.',
      },
      {
        form: 'skb_clone(skb, GFP_ATOMIC)',
        explanation: 'A second packet on the same bytes, which neither may change. NULL without memory.',
      },
      {
        form: 'skb_copy(skb, GFP_ATOMIC)',
        explanation: 'A copy of everything, all of it writable. NULL without memory.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'net/netfilter/core.c',
    names: [
      {
        form: 'skb_make_writable(skb, length)',
        until: 'Linux 5.2',
        explanation:
          'Makes the first bytes of a packet writable. Returns whether they are: the opposite of `skb_ensure_writable`, which replaces it.',
      },
    ],
  },
  {
    context: 'anywhere',
    source: 'net/core/skbuff.c, include/linux/skbuff.h',
    names: [
      {
        form: 'kfree_skb(skb)',
        explanation: 'Gives up a packet that was lost: tools that watch for drops see it.',
      },
      {
        form: 'consume_skb(skb)',
        since: 'Linux 2.6.30',
        explanation: 'Gives up a packet that has done its work: tools that watch for drops do not count it.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'include/linux/skbuff.h',
    names: [
      {
        form: 'skb_dst(skb)',
        since: 'Linux 2.6.31',
        explanation: 'The route of a packet: NULL in PREROUTING before routing. `skb->dst` before.',
      },
      {
        form: 'skb_dst_set(skb, dst)',
        since: 'Linux 2.6.31',
        explanation:
          'Gives a packet a route, with the reference that the caller holds. Drop the old one before.',
      },
      {
        form: 'nf_reset_ct(skb)',
        since: 'Linux 5.4',
        explanation: 'Takes the connection off a packet; `nf_reset` before, which took more.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'include/net/dst.h',
    names: [
      {
        form: 'skb_dst_drop(skb)',
        since: 'Linux 2.6.31',
        explanation: 'Takes the route off a packet and gives its reference back.',
      },
      {
        form: 'skb_dst_force(skb)',
        since: 'Linux 2.6.35',
        explanation:
          'Takes a reference to a route that the packet only borrowed: needed before it is queued beyond this hook.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'include/linux/ip.h',
    names: [
      {
        form: 'ip_hdr(skb)',
        since: 'Linux 2.6.22',
        explanation: 'The IPv4 header of a packet; in a rule of iptables it is complete and in one piece.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'include/linux/ipv6.h',
    names: [
      {
        form: 'ipv6_hdr(skb)',
        since: 'Linux 2.6.22',
        explanation: 'The IPv6 header of a packet, without its extension headers.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'net/ipv4/ip_output.c',
    names: [
      {
        form: 'ip_send_check(iph)',
        explanation: 'Computes the checksum of an IPv4 header anew, after it was changed.',
      },
      {
        form: 'ip_local_out(net, sk, skb)',
        explanation:
          'Sends an IPv4 packet that has a route, through OUTPUT and POSTROUTING again: guard against recursion. It consumes the packet. Takes `(skb)` before Linux 4.4.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'include/net/checksum.h',
    names: [
      {
        form: 'csum_replace4(&sum, from, to)',
        explanation: 'Brings a checksum in line with four bytes that changed, without reading the rest.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'net/ipv6/exthdrs_core.c',
    names: [
      {
        form: 'ipv6_find_hdr(skb, &offset, target, &fragoff, &flags)',
        explanation:
          'Finds an extension header or, with target -1, the transport header; returns its protocol or a negative errno.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'net/ipv4/netfilter.c',
    names: [
      {
        form: 'ip_route_me_harder(net, sk, skb, addr_type)',
        explanation:
          'Routes an IPv4 packet anew after its addresses or its mark changed. Takes `(net, skb, addr_type)` from Linux 4.4 to 5.9, `(skb, addr_type)` before; some older long-term kernels take the socket too.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'net/ipv6/netfilter.c',
    names: [
      {
        form: 'ip6_route_me_harder(net, sk, skb)',
        explanation:
          'Routes an IPv6 packet anew after its addresses or its mark changed. Takes `(net, skb)` from Linux 4.4 to 5.9, `(skb)` before; some older long-term kernels take the socket too.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'net/ipv6/output_core.c',
    names: [
      {
        form: 'ip6_local_out(net, sk, skb)',
        explanation:
          'Sends an IPv6 packet that has a route, through OUTPUT and POSTROUTING again: guard against recursion. It consumes the packet. Takes `(skb)` before Linux 4.4.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'net/ipv4/netfilter/nf_dup_ipv4.c',
    names: [
      {
        form: 'nf_dup_ipv4(net, skb, hooknum, &gateway, oif)',
        since: 'Linux 4.3',
        explanation:
          'Sends a copy of an IPv4 packet to another gateway, as TEE does: guarded, without tracking.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'net/ipv6/netfilter/nf_dup_ipv6.c',
    names: [
      {
        form: 'nf_dup_ipv6(net, skb, hooknum, &gateway, oif)',
        since: 'Linux 4.3',
        explanation:
          'Sends a copy of an IPv6 packet to another gateway, as TEE does: guarded, without tracking.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'include/net/netfilter/nf_conntrack.h',
    names: [
      {
        form: 'nf_ct_get(skb, &ctinfo)',
        explanation:
          'The connection of a packet and how the packet belongs to it; NULL when it is not tracked. No reference is taken.',
      },
      {
        form: 'nf_ct_set(skb, ct, ctinfo)',
        since: 'Linux 4.11',
        explanation:
          'Attaches a connection, whose reference goes over, to a packet that has none. `(skb, NULL, IP_CT_UNTRACKED)` keeps a packet from being tracked, since Linux 4.12.',
      },
      {
        form: 'nf_ct_untracked_get()',
        since: 'Linux 2.6.36',
        until: 'Linux 4.11',
        explanation:
          'The connection that stood for "not tracked"; `nf_ct_set` with `IP_CT_UNTRACKED` after it.',
      },
    ],
  },
  {
    context: 'sleeping',
    source: 'net/netfilter/nf_conntrack_proto.c',
    names: [
      {
        form: 'nf_ct_netns_get(net, nfproto)',
        since: 'Linux 4.10',
        explanation:
          'Has the connections of a namespace tracked for as long as the rule is there: in checkentry, with `nf_ct_netns_put` in destroy.',
      },
      {
        form: 'nf_ct_netns_put(net, nfproto)',
        since: 'Linux 4.10',
        explanation: 'Gives back what `nf_ct_netns_get` took, in destroy.',
      },
    ],
  },
  {
    context: 'sleeping',
    source: 'net/core/net_namespace.c',
    names: [
      {
        form: 'register_pernet_subsys(&operations)',
        explanation:
          'Calls `init` for every network namespace, those there now and later; comes before the registration.',
      },
      {
        form: 'unregister_pernet_subsys(&operations)',
        explanation: 'Calls `exit` for every network namespace; comes after the registration is taken back.',
      },
    ],
  },
  {
    context: 'anywhere',
    source: 'include/net/netns/generic.h',
    names: [
      {
        form: 'net_generic(net, id)',
        explanation:
          "A module's own data of a network namespace; `id` is what `.id` of its pernet_operations points to.",
      },
    ],
  },
  {
    context: 'sleeping',
    source: 'net/core/dev.c',
    names: [
      {
        form: 'register_netdevice_notifier(&notifier)',
        explanation:
          'Tells of devices that come, go and change their names: whoever holds a device must let it go at NETDEV_UNREGISTER.',
      },
    ],
  },
  {
    context: 'anywhere',
    source: 'net/core/dev.c',
    names: [
      {
        form: 'dev_get_by_name(net, name)',
        explanation:
          'A device by its name, with a reference that `dev_put` gives back; NULL when there is none.',
      },
    ],
  },
  {
    context: 'anywhere',
    source: 'include/linux/netdevice.h',
    names: [
      {
        form: 'dev_put(device)',
        explanation:
          'Gives a reference to a device back; one that is kept hinders the device from going away.',
      },
    ],
  },
];

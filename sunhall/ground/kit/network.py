"""Networks: the part of an address that belongs to one sender."""

from ipaddress import ip_address, ip_network


def network(sender: str, prefix: int = 64) -> str:
    """An IPv4 address as it is; of IPv6 the network, /64 being one customer's."""
    try:
        address = ip_address(sender)
    except ValueError:
        return sender[:45]
    if address.version == 4:
        return str(address)
    mapped = address.ipv4_mapped
    return str(mapped or ip_network((address, prefix), strict=False).network_address)

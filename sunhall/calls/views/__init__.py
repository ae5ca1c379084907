"""Pages of the phone desk: calls, missed calls, roster, the exchange."""

"""Config: settings, addresses and start-up. The only place that joins everything."""

"""The demonstration county 青禾县: invented places, people and requests, made by actions."""

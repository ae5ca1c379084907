"""The demonstration county 清河县: invented places, people and requests, made by actions."""

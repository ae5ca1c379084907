"""Access: who acts. Actor, accounts, permission names, throttles. It knows no role by name."""

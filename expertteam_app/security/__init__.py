"""Keys: slots, derivation, recovery code. Knows nothing of what the kluis holds."""

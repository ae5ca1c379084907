"""Web: frames, components, doors and parts; four densities, strict CSP, no inline anything."""

"""Pages of the calendar and of the deadline rules in the workbench (K3; ux B8)."""

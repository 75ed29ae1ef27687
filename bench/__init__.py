"""Commands that print every figure that README and docs name."""

"""Words of the house for templates; `house` is always loaded."""

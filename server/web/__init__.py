"""What every room's pages share: guards, errors, forms and headers."""

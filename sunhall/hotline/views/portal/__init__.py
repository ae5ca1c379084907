"""Pages of residents: file a request, follow it, answer back."""

"""Pages: the self-contained report and the notebook view."""

"""Merging: what several documents tell, brought together with the reason for every join."""

"""One uploaded file to text, in a process of its own: see run.py."""

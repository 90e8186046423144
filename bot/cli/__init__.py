"""What the command line does once it knows what is asked for; `bot/__main__.py` declares the commands."""

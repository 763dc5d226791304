"""`python -m server.cli` is the `convoca` command."""

from server.cli.commands import main

main()

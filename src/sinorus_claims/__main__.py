"""`python -m sinorus_claims` is the command `sinorus-claims`."""

from .cli import main

if __name__ == "__main__":
    main()

"""How the weights of the language engine are made, from a seed: see docs/model-card.md. Never imported by the program."""

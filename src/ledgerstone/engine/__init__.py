"""The language engine: sentences -> words, tags, trees and names, by a small network that runs offline on one core.

``words`` cuts a sentence into words, ``pieces`` words into what the network reads, ``engine`` runs it. How its weights
were made is told in ``training/`` and docs/model-card.md. It says nothing of meaning: the rules of ``extraction`` do.
"""

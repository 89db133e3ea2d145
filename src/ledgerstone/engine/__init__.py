"""The language engine: sentences -> words, tags, trees and names, by a small network that runs offline on one core.

``words`` cuts a sentence into words, ``pieces`` words into what the network reads, ``engine`` runs it. How its weights
were made is told in ``training/`` and docs/model-card.md. It says nothing of meaning: the rules of ``extraction`` do.

onnxruntime reports each start of a program to its maker, from version 1.29 on, unless it is told not to before it is
loaded. Nothing leaves this machine unasked, so it is told here, which is loaded first.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

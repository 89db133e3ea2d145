"""Asking a language model: an adapter on the network, outside the stages, closed unless a person opens it.

``endpoint.py`` speaks to any server of the OpenAI-compatible protocol; ``settings.py`` reads which one it is from the
environment.
"""

from ledgerstone.language_model.endpoint import Endpoint
from ledgerstone.language_model.settings import from_environment

__all__ = ["Endpoint", "from_environment"]

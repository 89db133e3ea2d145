"""Markov chain Monte Carlo for the latent class model: the compiled loops, and nothing about lists or people."""

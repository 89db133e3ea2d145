"""The pages, a module each: thin views that call actions and queries, and hand what comes back to a template."""

# The review room of a team in a container; docs/web/deploying.md says how it is used.
FROM python:3.13-slim AS made
WORKDIR /ledgerstone
RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*
COPY . .
RUN make setup PYTHON=python3

FROM python:3.13-slim
# An account with a name: what is done by hand in the container is recorded under it, unless --by says otherwise.
RUN useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin ledgerstone
RUN apt-get update && apt-get install -y --no-install-recommends tesseract-ocr && rm -rf /var/lib/apt/lists/*
COPY --from=made /ledgerstone /ledgerstone
ENV PATH=/ledgerstone/.venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER 10001:10001

# Two stages over one base: the first installs the lock, the second holds what runs, as an account without rights.
FROM python:3.12-slim AS base
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PATH=/srv/tiendo/.venv/bin:$PATH
WORKDIR /srv/tiendo

FROM base AS build
RUN python -m venv .venv
COPY requirements.lock ./
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY . .
RUN pip install --no-cache-dir --disable-pip-version-check --no-index --no-deps --no-build-isolation -e .

FROM base
# initdb wants its account to have a name, so one is made; a number alone (--user 1234) is not enough for the embedded server.
RUN useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin tiendo \
    && install --directory --owner tiendo --group tiendo --mode 700 /var/lib/tiendo
COPY --from=build /srv/tiendo /srv/tiendo
USER tiendo
ENV TIENDO_DATA_DIR=/var/lib/tiendo
VOLUME /var/lib/tiendo
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["tiendo", "serve", "--host", "0.0.0.0", "--port", "8000"]

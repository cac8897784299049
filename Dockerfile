# archkit for pipelines without Python: docker run --rm -v "$PWD:/work" archkit lint
FROM python:3.12-slim AS build
WORKDIR /source
COPY . .
RUN pip install --no-cache-dir --disable-pip-version-check --prefix /installed -c constraints.txt .

FROM python:3.12-slim
# git is for --since. It is asked for stored objects only, which executes nothing of a repository, so it may read one
# that belongs to another user than the container's.
# hadolint ignore=DL3008 # Debian's mirrors keep the newest git only: a pinned one could not be installed next month
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*' \
    && useradd --create-home --uid 1000 archkit
COPY --from=build /installed /usr/local
USER 1000
ENV HOME=/home/archkit
WORKDIR /work
ENTRYPOINT ["archkit"]
CMD ["lint"]

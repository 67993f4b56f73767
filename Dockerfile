# The production image: one for web, worker, beat and the commands that prepare the database.
FROM node:24-slim AS front-end
WORKDIR /portal
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev --omit=optional

FROM python:3.13-slim
ENV PORTAL_VAR=/portal/var \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/portal/static
# For brochures in Chinese, Korean and Japanese; `--build-arg FONTS=` builds without (90 MB less),
# and these brochures are in English then.
ARG FONTS=fonts-noto-cjk
RUN if [ -n "$FONTS" ]; then apt-get update \
    && apt-get install --yes --no-install-recommends $FONTS \
    && rm -rf /var/lib/apt/lists/*; fi
WORKDIR /portal
COPY requirements/base.txt requirements/base.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/base.txt
COPY --from=front-end /portal/node_modules node_modules
COPY . .
RUN pybabel compile -D django -d portal/locale
RUN pybabel compile -D django -d portal/locale_of_libraries
RUN pybabel compile -D djangojs -d portal/locale_of_libraries
RUN python manage.py collectstatic --no-input --verbosity 0
RUN useradd --system --uid 10001 --no-create-home portal && install -d -o portal -m 0700 var
USER portal
VOLUME /portal/var

# One image for every server process: migrate, api and worker differ only in their command.
FROM node:22-slim AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /clew
COPY . .
ENV CI=true DO_NOT_TRACK=1 TURBO_TELEMETRY_DISABLED=1 TURBO_NO_UPDATE_NOTIFIER=1
# Built with everything, then installed again without what only development needs.
RUN npx --yes pnpm@10 install --frozen-lockfile \
  && npx --yes pnpm@10 build \
  && npx --yes pnpm@10 install --frozen-lockfile --prod

FROM node:22-slim
# An index run records the commit that the sources are at; mounted sources belong to somebody else.
RUN apt-get update \
  && apt-get install -y --no-install-recommends git \
  && rm -rf /var/lib/apt/lists/* \
  && git config --system --add safe.directory '*'
WORKDIR /clew
COPY --from=build /clew /clew
RUN mkdir -p /var/lib/clew && chown node:node /var/lib/clew
USER node
ENV NODE_ENV=production CLEW_HOME=/var/lib/clew CLEW_API_HOST=0.0.0.0
VOLUME /var/lib/clew
CMD ["node", "apps/api/dist/main.js"]

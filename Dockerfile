# syntax=docker/dockerfile:1

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
ARG TARGETARCH=amd64
RUN dotnet publish src/K8GuardScript --configuration Release -p:ShipFor=linux-$(echo $TARGETARCH | sed s/amd64/x64/) --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
RUN mkdir -p /var/lib/k8guard && chown $APP_UID /var/lib/k8guard

# the file system is read-only in a cluster: no diagnostics socket, and the ledger lies on a volume
ENV DOTNET_EnableDiagnostics=0
VOLUME /var/lib/k8guard
USER $APP_UID
EXPOSE 8080
ENTRYPOINT ["/app/k8guard"]
CMD ["run", "--policies", "/etc/k8guard/policies", "--data", "/var/lib/k8guard", "--listen", "*:8080", "--read-token-file", "/etc/k8guard/secrets/read-token"]

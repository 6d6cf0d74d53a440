# Caddy, which fetches and renews the certificate by itself, here without root.
FROM caddy:2-alpine
RUN chown -R 10001:10001 /data /config
USER 10001:10001

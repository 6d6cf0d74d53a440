# One image for web, worker and beat. It runs as nobody in particular and writes nowhere but to /tmp.
FROM python:3.11-slim AS parts
RUN python -m venv /venv
COPY locks/run.txt .
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r run.txt

FROM python:3.11-slim
RUN useradd --system --uid 10001 --user-group --no-create-home house
COPY --from=parts /venv /venv
WORKDIR /house
COPY . .
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/tmp/house STATIC_ROOT=/srv/static
# Translations and static files are part of the image. The secret here signs nothing: it is gone with this line.
RUN SECRET_KEY=only-while-building python manage.py build_messages \
 && SECRET_KEY=only-while-building python manage.py collectstatic --no-input --verbosity 0 \
 && rm -rf /tmp/house
USER 10001:10001
EXPOSE 8000
CMD ["python", "manage.py", "web", "--host", "0.0.0.0", "--port", "8000"]

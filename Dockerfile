# The site and its worker. compose.yaml runs both beside PostgreSQL and Elasticsearch.
FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=kb.settings.production
WORKDIR /srv/library
RUN useradd --system --uid 10001 library && mkdir -p media staticfiles var && chown library media staticfiles var
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
# Production settings ask for secrets even to collect files; these are used for nothing else and kept nowhere.
RUN python manage.py catalogues compile --settings kb.settings.dev \
 && SECRET_KEY=$(head -c 48 /dev/urandom | base64 -w0) ALLOWED_HOSTS=build SITE_URL=https://build \
    python manage.py collectstatic --no-input
USER library
EXPOSE 8000
CMD ["gunicorn", "kb.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4"]

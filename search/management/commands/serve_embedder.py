from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from search.semantic.options import load


class Command(BaseCommand):
    """A process of its own for a local model, which the site asks over HTTP. Ends with SIGTERM or Ctrl+C."""

    help = (
        "Serve a folder with model.onnx and tokenizer.json as OpenAI's embeddings do, on this machine only. Nothing "
        "it is asked is written down. Set SEARCH_EMBEDDER to the address it prints."
    )

    def add_arguments(self, parser):
        parser.add_argument("--folder", required=True, help="The folder of the model.")
        parser.add_argument("--port", type=int, default=8091)
        parser.add_argument(
            "--model", help="The name it serves under: MODEL in SEARCH_EMBEDDER. Default: the folder's."
        )

    def handle(self, folder, port, model=None, **options):
        name = model or Path(folder).resolve().name
        try:
            server = load("search.semantic.serving.EmbedderServer")(
                load("search.semantic.onnx.Model")(folder), name, port
            )
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        except (OSError, OverflowError) as error:
            raise CommandError(f"Port {port} cannot be used ({error}). Choose another with --port.") from error
        if options["verbosity"]:
            self.stdout.write(f'Serving MODEL "{name}" at URL "{server.url}".')
            self.stdout.flush()
        with server, suppress(KeyboardInterrupt):
            server.serve_forever()

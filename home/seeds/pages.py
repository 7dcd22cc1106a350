"""The network's own pages, from pages.yaml."""

from home.models import StandardPage
from home.seeds.texts import put_page, read_seed
from home.tree import Tree


def seed_pages(tree: Tree) -> int:
    """Fills the home and index pages and writes the standard pages; returns how many pages there are."""
    seed = read_seed("pages.yaml")
    indexes = {"home": tree.homes, "policies": tree.policies, "cities": tree.cities, "forums": tree.forum}
    for name, pages in indexes.items():
        texts = seed[name]["translations"]
        for language in (code for code in pages if code in texts):  # the original first
            _fill(pages[language], texts[language])
    about = _put_standard_pages(tree.homes, seed["about"], show_in_menus=True)
    return sum(len(pages) for pages in indexes.values()) + about


def _fill(page, texts: dict) -> None:
    values = {key: "\n".join(value) if isinstance(value, list) else value for key, value in texts.items()}
    page = type(page).objects.get(pk=page.pk)
    if any(getattr(page, key) != value for key, value in values.items()):
        for key, value in values.items():
            setattr(page, key, value)
        page.save_revision(clean=False).publish()


def _put_standard_pages(parents: dict, seed: dict, show_in_menus: bool = False) -> int:
    twins: dict = {}
    for language, texts in seed["translations"].items():
        body = [(kind, text) for item in texts.get("body", []) for kind, text in item.items()]
        values = {
            "title": texts["title"],
            "introduction": texts.get("introduction", ""),
            "show_in_menus": show_in_menus,
        }
        page = put_page(StandardPage, parents[language], seed["slug"], values, twins)
        if [(block.block_type, _source(block)) for block in page.body] != body:
            page.body = StandardPage._meta.get_field("body").stream_block.to_python(
                [{"type": kind, "value": text} for kind, text in body]
            )
            page.save_revision(clean=False).publish()
    return len(twins) + sum(_put_standard_pages(twins, child) for child in seed.get("children", []))


def _source(block) -> str:
    return getattr(block.value, "source", block.value)

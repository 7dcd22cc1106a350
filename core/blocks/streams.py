"""The body of a standard page: text under headings, pictures, and files to take away."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock


class FigureBlock(blocks.StructBlock):
    """A picture with its caption and credit."""

    image = ImageBlock(label=_("image"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/figure.html"


class BodyBlock(blocks.StreamBlock):
    """What an editor may put into the body of a page."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, icon="title", template="blocks/heading.html")
    text = blocks.RichTextBlock(label=_("Text"), features=["h3", "bold", "italic", "ol", "ul", "link", "document-link"])
    figure = FigureBlock()
    document = DocumentChooserBlock(label=_("Document"), template="blocks/document.html")

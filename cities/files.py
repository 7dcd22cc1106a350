"""What a city uploads: checked, kept in the city's own collection, and known to be the city's.

A screen of the city asks with `DocumentUploadField` or `ImageUploadField` (core.uploads.fields), or not at all, and
stores with `store_document` or `store_image`, which check by themselves. The file is out of everybody's reach until a
published page uses it, but for those `policies.files` lets read it: let the city's officers be among them by
`register_file_reader(lambda user, item: belongs_to(item, user.profile.city_id))`.
"""

from django.db import transaction
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection

from cities.models import City, CityCollection
from core.uploads.documents import checked_document
from core.uploads.images import checked_image

LONGEST_TITLE = 255


def store_document(upload, title: str, city: City, user) -> Document:
    """A document of this city, saved. Raises UploadRefused, whose message names the file and the cure."""
    document = Document(file=checked_document(upload))
    document._set_document_file_metadata()
    return _stored(document, title, city, user)


def store_image(upload, title: str, city: City, user) -> Image:
    """An image of this city, drawn anew and saved. Raises UploadRefused, whose message names the file and the cure."""
    image = Image(file=checked_image(upload))
    image._set_image_file_metadata()
    return _stored(image, title, city, user)


def _stored(item, title, city, user):
    """Without a title it is called what its file is called. The same content again is the file that is there."""
    item.title = (title.strip() or item.file.name.rpartition(".")[0])[:LONGEST_TITLE]
    item.uploaded_by_user = user
    with transaction.atomic():
        item.collection = collection_of(city)
        known = type(item).objects.filter(collection=item.collection, file_hash=item.file_hash).first()
        if known is None:
            item.save()
    return known or item


def collection_of(city: City) -> Collection:
    """The city's collection, made when there is none yet."""
    link = CityCollection.objects.filter(city=city).select_related("collection").first()
    return link.collection if link else _new_collection(city)


@transaction.atomic
def _new_collection(city):
    root = Collection.objects.select_for_update().get(depth=1)  # one at a time: each is given the next place below it
    link = CityCollection.objects.filter(city=city).select_related("collection").first()
    if link is None:
        link = CityCollection(city=city, collection=root.add_child(name=city.name_in("en")))
        link.save()
    return link.collection


def belongs_to(item: Document | Image, city_id: int | None) -> bool:
    """Whether a document or image is this city's. One query."""
    own = CityCollection.objects.filter(collection=item.collection_id, city=city_id)
    return city_id is not None and own.exists()

"""What may be uploaded: `documents.checked_document` and `images.checked_image`, and the form fields built on them."""

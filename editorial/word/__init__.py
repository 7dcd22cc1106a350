"""The template as a Word file: written for a case or empty, read back, and taken over part by part."""

"""Files made for the tests of uploads, byte by byte: good ones, and each with one thing wrong in it."""

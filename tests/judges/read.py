"""The text of a PDF, as JSON by reader: those of PyPI."""
import json
import logging
import sys
import warnings

import pdfplumber
import pymupdf
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
path = sys.argv[1]
json.dump({
    "pymupdf": "\n".join(page.get_text() for page in pymupdf.open(path)),
    "pypdf": "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages),
    "pdfminer": extract_text(path),
    "pdfplumber": "\n".join(page.extract_text() or "" for page in pdfplumber.open(path).pages),
    "pdfium": "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)),
}, sys.stdout)

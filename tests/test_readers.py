"""What others make of the pages and files: an extractor of embedded metadata, and the schema of CSL's data."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import extruct
import jsonschema
import pytest

from conftest import LANGUAGES, Site

# The schema of CSL 1.0.2, as the Citation Style Language project publishes it: https://github.com/citation-style-language
SCHEMA = Path(__file__).with_name("csl-data.json")


def read(site: Site, address: str) -> dict[str, Any]:
    """What extruct finds on a page: JSON-LD, Open Graph, Dublin Core."""
    html = (site.folder / address / "index.html").read_text(encoding="utf-8")
    found: dict[str, Any] = extruct.extract(html, site.url + address, syntaxes=["json-ld", "opengraph", "dublincore"])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_extractor_finds_the_same_in_every_vocabulary(site: Site, language: str) -> None:
    found = read(site, f"{language}/")
    (article,), (graph,), (core,) = found["json-ld"], found["opengraph"], found["dublincore"]
    properties = dict(graph["properties"])
    elements = {element["name"]: element["content"] for element in core["elements"] if "name" in element}
    assert article["@type"] == "ScholarlyArticle"
    assert article["headline"] == properties["og:title"] == elements["DC.title"]
    assert article["url"] == properties["og:url"] == elements["DC.identifier"] == f"{site.url}{language}/"
    assert article["inLanguage"] == elements["DC.language"] == language
    assert article.get("datePublished") == properties.get("article:published_time") == elements.get("DC.date")
    family = article["author"][0].get("familyName", article["author"][0]["name"])
    assert elements["DC.creator"].startswith(family)


@pytest.mark.parametrize("name", ["bib/refs.json", *(f"{language}/essay.json" for language in LANGUAGES)])
def test_the_csl_json_is_valid_by_its_schema(site: Site, name: str) -> None:
    items = json.loads((site.folder / name).read_text(encoding="utf-8"))
    jsonschema.validate(items, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert items
    assert max(Counter(item["id"] for item in items).values()) == 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([items[0] | {"type": "essay"}], json.loads(SCHEMA.read_text(encoding="utf-8")))

"""Tags as PDF/UA-1 asks for them, where WeasyPrint 70 writes others.

Before writing, the links of a document; when all is written (WeasyPrint calls it finishing), notes and running heads.
"""

from collections.abc import Iterator, Mapping
from typing import Any

PRINTED = 1 << 2  # a flag of annotations


def keep_one_link_each(document: Any) -> None:
    """What stands inside a link would have an annotation of its own, outside of the tag of the link (7.18.5)."""
    for page in document.pages:
        page.links = [link for link in page.links if link[3].link]


def finish(_document: Any, file: Any) -> None:
    """Tag the notes, set the running heads apart, let links be printed."""
    import pydyf  # noqa: PLC0415  # see pdf.require()

    objects: dict[bytes, Any] = {item.reference: item for item in file.objects if isinstance(item, pydyf.Dictionary)}
    root = next(item for item in objects.values() if item.get("Type") == "/StructTreeRoot")
    _tag_notes(root, objects, pydyf)
    _set_running_heads_apart(root, objects, file, pydyf)
    for item in objects.values():
        if item.get("Type") == "/Annot":
            item["F"] = PRINTED


def _tag_notes(root: Any, objects: Mapping[bytes, Any], pydyf: Any) -> None:
    """Say of the notes that they are notes (7.9), which are tagged as spans.

    What stands right below the document as NonStruct is the foot of a page.
    """
    names: list[Any] = []
    for foot in (objects[child] for child in objects[root["K"][0]]["K"]):
        for reference in foot["K"] if foot["S"] == "/NonStruct" else []:
            note = objects.get(reference)
            if note is not None and note.get("S") == "/Span":
                identifier = pydyf.String(f"note-{len(names) // 2 + 1:04}")
                note["S"], note["ID"] = "/Note", identifier
                names += [identifier, reference]
    root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})


def _set_running_heads_apart(root: Any, objects: Mapping[bytes, Any], file: Any, pydyf: Any) -> None:
    """Make artifacts of running heads and page numbers (7.8), whose elements hang in no tree."""
    tagged = set(_elements(root["K"][0], objects))
    contents = {item.reference: item for item in file.objects if isinstance(item, pydyf.Stream)}
    by_page = objects[root["ParentTree"]]["Nums"][1::2]  # what comes after the pages is of annotations
    for reference, elements in zip(file.page_references, by_page, strict=False):
        page = objects[reference]
        stream = contents[page["Contents"]].stream
        for place, operand in enumerate(stream):
            number = operand.get("MCID") if isinstance(operand, pydyf.Dictionary) else None
            if number is not None and elements[number] not in tagged:
                stream[place - 1], stream[place] = "/Artifact", pydyf.Dictionary({"Type": "/Pagination"})
                elements[number] = "null"


def _elements(reference: bytes, objects: Mapping[bytes, Any]) -> Iterator[bytes]:
    """An element and all below it."""
    yield reference
    for child in objects[reference].get("K", []):
        if child in objects:
            yield from _elements(child, objects)

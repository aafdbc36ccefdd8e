"""The part of the Web Annotation model that we write, in our own words: terms and MUSTs.

No package carries the W3C's context, and tests use no network. The terms and their IRIs are those
of the Web Annotation Vocabulary; the schema states the MUSTs of the Web Annotation Data Model.
"""

from typing import Any

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
XSD = "http://www.w3.org/2001/XMLSchema#"
URL = "http://www.w3.org/ns/anno.jsonld"


def _node(iri: str) -> dict[str, str]:
    return {"@id": iri, "@type": "@id"}


def _count(iri: str) -> dict[str, str]:
    return {"@id": iri, "@type": f"{XSD}nonNegativeInteger"}


_CLASSES = ("Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector")
_MOTIVATIONS = ("identifying", "classifying", "describing", "tagging", "linking")

CONTEXT: dict[str, Any] = {
    "@context": {
        "id": "@id",
        "type": "@type",
        **{name: f"{OA}{name}" for name in (*_CLASSES, *_MOTIVATIONS)},
        "TextPositionSelector": f"{OA}TextPositionSelector",
        "TimeState": f"{OA}TimeState",
        "Software": f"{AS}Application",
        "AnnotationCollection": f"{AS}OrderedCollection",
        "AnnotationPage": f"{AS}OrderedCollectionPage",
        "body": _node(f"{OA}hasBody"),
        "target": _node(f"{OA}hasTarget"),
        "source": _node(f"{OA}hasSource"),
        "selector": _node(f"{OA}hasSelector"),
        "state": _node(f"{OA}hasState"),
        "cached": _node(f"{OA}cachedSource"),
        "generator": _node(f"{AS}generator"),
        "first": _node(f"{AS}first"),
        "items": {**_node(f"{AS}items"), "@container": "@list"},
        "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
        "exact": f"{OA}exact",
        "prefix": f"{OA}prefix",
        "suffix": f"{OA}suffix",
        "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
        "format": "http://purl.org/dc/elements/1.1/format",
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
        "name": "http://xmlns.com/foaf/0.1/name",
        "start": _count(f"{OA}start"),
        "end": _count(f"{OA}end"),
        "total": _count(f"{AS}totalItems"),
        "startIndex": _count(f"{AS}startIndex"),
    }
}

_IRI = {"type": "string", "format": "iri", "pattern": r"^(https?://[^/\s]|urn:[a-z0-9-]+:)\S*$"}
_COUNT = {"type": "integer", "minimum": 0}
_QUOTE = {
    "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string"}},
    "required": ["type", "exact"],
}
_POSITION = {
    "properties": {"type": {"const": "TextPositionSelector"}, "start": _COUNT, "end": _COUNT},
    "required": ["type", "start", "end"],
}
_TARGET = {
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": _IRI,  # exactly one
        "selector": {"type": "array", "minItems": 1, "items": {"oneOf": [_QUOTE, _POSITION]}},
    },
    "type": "object",
    "required": ["source"],
}
_BODY = {
    "properties": {
        "type": {"const": "TextualBody"},
        "value": {"type": "string"},
        "purpose": {"enum": list(_MOTIVATIONS)},
    },
    "type": "object",
    "required": ["value"],
}
_ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "id": _IRI,
        "type": {"const": "Annotation"},
        "body": {"type": "array", "minItems": 1, "items": {"oneOf": [_IRI, _BODY]}},
        "target": {
            "oneOf": [_IRI, _TARGET, {"type": "array", "minItems": 2, "items": _TARGET}],
        },
        "motivation": {
            "oneOf": [
                {"enum": list(_MOTIVATIONS)},
                {"type": "array", "items": {"enum": list(_MOTIVATIONS)}},
            ]
        },
    },
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["@context", "id", "type", "total"],
    "properties": {
        "@context": {"const": URL},
        "id": _IRI,
        "type": {"const": "AnnotationCollection"},
        "total": _COUNT,
        "first": {
            "type": "object",
            "required": ["id", "type", "items"],
            "properties": {
                "id": _IRI,
                "type": {"const": "AnnotationPage"},
                "startIndex": _COUNT,
                "items": {"type": "array", "minItems": 1, "items": _ANNOTATION},
            },
        },
    },
}

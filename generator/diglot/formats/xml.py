"""XML of other people's programs, read without entities, document types or anything outside."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from diglot.model.problem import DiglotError, Location, Problem, Severity


def read_xml(data: bytes, path: str) -> Element:
    """Parse a file.

    Args:
        data: the file.
        path: the file as the user knows it, for messages.

    Raises:
        DiglotError: it is no XML, or it declares a document type.
    """
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        message = "the file declares a document type or entities, which may read other files"
        remedy = "Remove the <!DOCTYPE …> if you trust the file, or save it anew."
        raise _refusal("xml-entities", message, Location(path), remedy) from error
    except (ParseError, ValueError, LookupError) as error:
        line, column = getattr(error, "position", (0, -1))
        where = Location(path, line, column + 1)
        raise _refusal(
            "damaged-xml", f"the file is damaged: {error}", where, "Export it again."
        ) from error
    return root


def _refusal(code: str, message: str, where: Location, remedy: str) -> DiglotError:
    return DiglotError(Problem(code, Severity.ERROR, message, where, remedy))

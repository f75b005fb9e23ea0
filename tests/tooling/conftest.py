from support.fixtures import browser, page, validators

__all__ = ["browser", "page", "validators"]

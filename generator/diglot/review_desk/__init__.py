"""The review desk: pages under `diglot serve` on which a person works through a translation."""

from diglot.review_desk.answers import Answer, Request
from diglot.review_desk.desk import Desk
from diglot.review_desk.guard import Guard, is_loopback

__all__ = ["Answer", "Desk", "Guard", "Request", "is_loopback"]

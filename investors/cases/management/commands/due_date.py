"""`manage.py due_date`: counts a due date by the rules, with the calendar of the database."""

import json
import re
import sys
from datetime import datetime, time
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import override

from investors.cases.deadline import Deadline, due_date
from investors.cases.deadline_lines import explain
from investors.cases.term import Effect, Span, Term, Unit
from portal.languages.templatetags.day import day
from portal.workdays.calendar import current_calendar

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?", re.ASCII)
HOUR = re.compile(r"\d{2}:\d{2}", re.ASCII)
NUMBER = re.compile(r"[+-]?\d{1,9}", re.ASCII)
STILL_OPEN = ("-", "open")


class BadInput(Exception):
    """Something on the command line cannot be read; the text is the sentence."""


class Command(BaseCommand):
    help = (
        "Counts a due date by investors/cases/deadline-rules.md, with the calendar in the "
        "database. Times are Vietnam's: YYYY-MM-DD or YYYY-MM-DDTHH:MM."
    )
    requires_system_checks: list[str] | tuple[str, ...] = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, allow_abbrev=False, **kwargs)
        parser.error = self.refuse_line  # type: ignore[method-assign]
        return parser

    def refuse_line(self, message: str) -> NoReturn:
        """What argparse could not take apart: a sentence, as JSON too where that was asked for."""
        with override("en"):  # argparse's own words are English
            sentence = _("Not understood: %(message)s.") % {"message": message.rstrip(".")}
        if "--json" in sys.argv:
            self.stdout.write(as_json(Deadline(), sentence))
        if not getattr(self, "_called_from_command_line", False):
            raise CommandError(sentence, returncode=2)
        self.stderr.write(sentence)
        sys.exit(2)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("received", metavar="RECEIVED", help="when the file was received")
        parser.add_argument("days", metavar="DAYS", help="the length of the term")
        parser.add_argument("unit", metavar="working|calendar", help="the unit of the term")
        parser.add_argument(
            "--pause",
            nargs=2,
            action="append",
            default=[],
            metavar=("FROM", "TO"),
            help="request sent, answer arrived ('open' while it is awaited); may be repeated",
        )
        parser.add_argument("--effect", default="pause", metavar="pause|restart")
        parser.add_argument(
            "--extend", action="append", default=[], metavar="DAYS", help="may be repeated"
        )
        parser.add_argument("--cutoff", metavar="HH:MM", help="the hour after which it is late")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--language", default="en", choices=("vi", "en"))

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            deadline, error, code = Deadline(), None, 0
            try:
                deadline = counted(options)
                error = explain(deadline.error) if deadline.error else None
                code = 2 if deadline.impossible else 0
            except BadInput as unread:
                error, code = str(unread), 2
            except DatabaseError:
                error, code = _("The calendar cannot be read: migrate and load it."), 1
            if options["json"]:
                self.stdout.write(as_json(deadline, error))
            if code:
                raise CommandError(error, returncode=code)
            if not options["json"]:
                due = deadline.due
                self.stdout.write(f"{due} ({day(due)})" if due else _("no date"))
                for line in deadline.lines:
                    self.stdout.write(f"  {explain(line)}")


def counted(options: dict[str, Any]) -> Deadline:
    return due_date(
        moment(options["received"]),
        Term(number(options["days"]), one_of(Unit, options["unit"])),
        [
            Span(moment(sent), None if answered in STILL_OPEN else moment(answered))
            for sent, answered in options["pause"]
        ],
        one_of(Effect, options["effect"]),
        [number(days) for days in options["extend"]],
        hour(options["cutoff"]) if options["cutoff"] is not None else None,
        calendar=current_calendar(),
    )


def as_json(deadline: Deadline, error: str | None) -> str:
    answer = {
        "due": deadline.due.isoformat() if deadline.due else None,
        "certainty": deadline.certainty,
        "authority_days": deadline.authority_days,
        "investor_days": deadline.investor_days,
        "lines": [explain(line) for line in deadline.lines],
        "error": error,
    }
    return json.dumps(answer, ensure_ascii=False)


def moment(typed: str) -> datetime:
    """Vietnam's time; a date alone is 00:00."""
    try:
        if MOMENT.fullmatch(typed):
            return datetime.fromisoformat(typed)
    except ValueError:
        pass
    raise BadInput(
        _("“%(typed)s” is not a date: write YYYY-MM-DD or YYYY-MM-DDTHH:MM.") % {"typed": typed}
    )


def hour(typed: str) -> time:
    try:
        if HOUR.fullmatch(typed):
            return time.fromisoformat(typed)
    except ValueError:
        pass
    raise BadInput(_("“%(typed)s” is not an hour: write HH:MM.") % {"typed": typed})


def number(typed: object) -> int:
    if NUMBER.fullmatch(str(typed)):
        return int(str(typed))
    raise BadInput(_("“%(typed)s” is not a number of days.") % {"typed": typed})


def one_of(words: Any, typed: str) -> Any:
    try:
        return words(typed)
    except ValueError:
        wanted = _(" or ").join(words)
        raise BadInput(
            _("“%(typed)s” is not one of: %(wanted)s.") % {"typed": typed, "wanted": wanted}
        ) from None

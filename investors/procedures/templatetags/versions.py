"""`{{ version|announced }}`, `{{ version|recorded }}`: the dates of a version, never confused."""

from django import template

from investors.procedures.words import announced_in_words, recorded_in_words

register = template.Library()
register.filter("announced", announced_in_words)
register.filter("recorded", recorded_in_words)

from django.apps import AppConfig


class BrochureConfig(AppConfig):
    name = "parks.directory.brochure"

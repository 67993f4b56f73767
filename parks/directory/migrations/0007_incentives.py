"""Incentives become rows, each with its article; the texts that told them are withheld."""

from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from portal.append_only import append_only


def withhold_texts(apps: Any, schema_editor: Any) -> None:
    """With a line in the history of each. What was withheld before stays as it is."""
    figure = apps.get_model("directory", "Figure")
    event = apps.get_model("directory", "FigureEvent")
    for row in figure.objects.filter(kind="incentives").exclude(state="withheld"):
        before = {"state": row.state}
        row.state = "withheld"
        row.save(update_fields=["state"])
        event.objects.create(
            figure=row,
            verb="withheld",
            before=before,
            after={"state": "withheld"},
            reason="incentives are kept as rows with their article",
        )


class Migration(migrations.Migration):

    dependencies = [
        ("directory", "0006_plots"),
        ('provenance', '0002_labels'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Incentive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', models.CharField(blank=True, max_length=30, verbose_name='as of')),
                ('as_of_latest', models.DateField(blank=True, null=True, verbose_name='last day it can mean')),
                ('confidence', models.CharField(choices=[('high', 'high confidence'), ('medium', 'medium confidence'), ('low', 'low confidence')], default='low', max_length=6, verbose_name='confidence')),
                ('state', models.CharField(choices=[('published', 'published'), ('unverified', 'not yet compared with the original text'), ('withheld', 'withheld')], default='withheld', max_length=10, verbose_name='publication')),
                ('origin', models.CharField(blank=True, editable=False, max_length=120)),
                ('position', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('note', models.TextField(blank=True, verbose_name='note (officials only)')),
                ('tax', models.CharField(choices=[('corporate_income_tax', 'corporate income tax'), ('land_rent', 'land rent'), ('import_duty', 'import duty')], max_length=24, verbose_name='tax or charge')),
                ('relief', models.CharField(choices=[('rate', 'preferential rate'), ('exempt', 'exemption'), ('reduced', 'reduction'), ('not_stated', 'measure not stated')], max_length=12, verbose_name='measure')),
                ('percent', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='rate or reduction (%)')),
                ('years', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='years')),
                ('whole_term', models.BooleanField(default=False, verbose_name='for the whole term of the project')),
                ('counted_from', models.CharField(choices=[('first_revenue', 'from the first year with revenue'), ('first_taxable_income', 'from the first year with taxable income'), ('licence', 'from the date of the certificate'), ('land_handover', 'from the hand-over of the land'), ('after_exemption', 'after the exemption'), ('not_stated', 'start not stated')], default='not_stated', max_length=24, verbose_name='counted')),
                ('condition', models.CharField(choices=[('any', 'every project'), ('new_project', 'new projects'), ('expansion', 'expansions'), ('not_stated', 'kind of project not stated')], default='not_stated', max_length=12, verbose_name='for which projects')),
                ('licensed_from', models.DateField(blank=True, null=True, verbose_name='certificate issued from')),
                ('licensed_until', models.DateField(blank=True, null=True, verbose_name='certificate issued until')),
                ('area', models.CharField(choices=[('province', 'the whole province'), ('zones', 'economic zones'), ('parks', 'industrial parks'), ('clusters', 'industrial clusters'), ('one', 'one park or zone')], max_length=10, verbose_name='where')),
                ('document', models.CharField(blank=True, max_length=60, verbose_name='number of the document')),
                ('article', models.CharField(blank=True, max_length=20, verbose_name='article')),
                ('clause', models.CharField(blank=True, max_length=20, verbose_name='clause')),
                ('document_url', models.URLField(blank=True, max_length=1000, verbose_name='address of the document')),
                ('park', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incentives', to='directory.park', verbose_name='park or zone')),
                ('sources', models.ManyToManyField(blank=True, related_name='+', to='provenance.source', verbose_name='sources')),
            ],
            options={
                'verbose_name': 'incentive',
                'verbose_name_plural': 'incentives',
                'ordering': ['tax', 'licensed_from', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='IncentiveEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.JSONField(default=dict, verbose_name='before')),
                ('after', models.JSONField(default=dict, verbose_name='after')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='directory.incentive', verbose_name='incentive')),
            ],
            options={
                'verbose_name': 'change of an incentive',
                'verbose_name_plural': 'changes of incentives',
                'ordering': ['-at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='incentive',
            constraint=models.UniqueConstraint(condition=models.Q(('origin', ''), _negated=True), fields=('origin',), name='one_incentive_per_origin'),
        ),
        migrations.AddConstraint(
            model_name='incentive',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'withheld'), models.Q(models.Q(('document', ''), _negated=True), models.Q(('article', ''), _negated=True)), _connector='OR'), name='public_incentives_have_an_article'),
        ),
        migrations.AddConstraint(
            model_name='incentive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('percent__gte', 0), ('percent__isnull', False), ('percent__lte', 100), ('relief__in', ['rate', 'reduced'])), models.Q(('percent', None), ('relief__in', ['exempt', 'not_stated'])), _connector='OR'), name='incentives_have_the_percent_they_need'),
        ),
        migrations.AddConstraint(
            model_name='incentive',
            constraint=models.CheckConstraint(condition=models.Q(('years', None), models.Q(('whole_term', False), ('years__gt', 0)), _connector='OR'), name='incentives_last_some_years_or_the_whole_term'),
        ),
        migrations.AddConstraint(
            model_name='incentive',
            constraint=models.CheckConstraint(condition=models.Q(('licensed_from', None), ('licensed_until', None), ('licensed_from__lte', models.F('licensed_until')), _connector='OR'), name='incentive_licences_are_a_range'),
        ),
        migrations.AddConstraint(
            model_name='incentive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('area', 'one'), ('park__isnull', False)), models.Q(models.Q(('area', 'one'), _negated=True), ('park', None)), _connector='OR'), name='incentives_of_one_place_name_it'),
        ),
        append_only("directory_incentiveevent"),
        migrations.RunPython(withhold_texts, migrations.RunPython.noop, elidable=True),
    ]

"""Phases and developers of parks, with their histories."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from portal.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ("directory", "0008_indexes_of_the_real_parks"),
        ('provenance', '0002_labels'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Developer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', models.CharField(blank=True, max_length=30, verbose_name='as of')),
                ('as_of_latest', models.DateField(blank=True, null=True, verbose_name='last day it can mean')),
                ('confidence', models.CharField(choices=[('high', 'high confidence'), ('medium', 'medium confidence'), ('low', 'low confidence')], default='low', max_length=6, verbose_name='confidence')),
                ('state', models.CharField(choices=[('published', 'published'), ('unverified', 'not yet compared with the original text'), ('withheld', 'withheld')], default='withheld', max_length=10, verbose_name='publication')),
                ('origin', models.CharField(blank=True, editable=False, max_length=120)),
                ('position', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('note', models.TextField(blank=True, verbose_name='note (officials only)')),
                ('name', models.CharField(max_length=200, verbose_name='organisation')),
                ('share_pct', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='share (%)')),
                ('since', models.CharField(blank=True, max_length=30, verbose_name='since')),
                ('until', models.CharField(blank=True, max_length=30, verbose_name='until')),
                ('park', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='developers', to='directory.park', verbose_name='park')),
                ('sources', models.ManyToManyField(blank=True, related_name='+', to='provenance.source', verbose_name='sources')),
            ],
            options={
                'verbose_name': 'developer',
                'verbose_name_plural': 'developers',
                'ordering': ['park', 'position', 'since', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DeveloperEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.JSONField(default=dict, verbose_name='before')),
                ('after', models.JSONField(default=dict, verbose_name='after')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='directory.developer', verbose_name='developer')),
            ],
            options={
                'verbose_name': 'change of a developer',
                'verbose_name_plural': 'changes of developers',
                'ordering': ['-at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', models.CharField(blank=True, max_length=30, verbose_name='as of')),
                ('as_of_latest', models.DateField(blank=True, null=True, verbose_name='last day it can mean')),
                ('confidence', models.CharField(choices=[('high', 'high confidence'), ('medium', 'medium confidence'), ('low', 'low confidence')], default='low', max_length=6, verbose_name='confidence')),
                ('state', models.CharField(choices=[('published', 'published'), ('unverified', 'not yet compared with the original text'), ('withheld', 'withheld')], default='withheld', max_length=10, verbose_name='publication')),
                ('origin', models.CharField(blank=True, editable=False, max_length=120)),
                ('position', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('note', models.TextField(blank=True, verbose_name='note (officials only)')),
                ('name_vi', models.CharField(max_length=200, verbose_name='name (Vietnamese)')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='name (English)')),
                ('name_zh_hans', models.CharField(blank=True, max_length=200, verbose_name='name (Chinese)')),
                ('name_ko', models.CharField(blank=True, max_length=200, verbose_name='name (Korean)')),
                ('name_ja', models.CharField(blank=True, max_length=200, verbose_name='name (Japanese)')),
                ('area_ha', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='area (ha)')),
                ('stage', models.CharField(choices=[('planned', 'planned'), ('building', 'under construction'), ('operating', 'operating'), ('not_stated', 'stage not stated')], default='not_stated', max_length=12, verbose_name='stage')),
                ('starts', models.CharField(blank=True, max_length=30, verbose_name='works from')),
                ('ends', models.CharField(blank=True, max_length=30, verbose_name='works until')),
                ('park', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='phase_rows', to='directory.park', verbose_name='park')),
                ('sources', models.ManyToManyField(blank=True, related_name='+', to='provenance.source', verbose_name='sources')),
            ],
            options={
                'verbose_name': 'phase',
                'verbose_name_plural': 'phases',
                'ordering': ['park', 'position', 'starts', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PhaseEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.JSONField(default=dict, verbose_name='before')),
                ('after', models.JSONField(default=dict, verbose_name='after')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='directory.phase', verbose_name='phase')),
            ],
            options={
                'verbose_name': 'change of a phase',
                'verbose_name_plural': 'changes of phases',
                'ordering': ['-at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='developer',
            constraint=models.UniqueConstraint(condition=models.Q(('origin', ''), _negated=True), fields=('origin',), name='one_developer_per_origin'),
        ),
        migrations.AddConstraint(
            model_name='developer',
            constraint=models.CheckConstraint(condition=models.Q(('share_pct', None), models.Q(('share_pct__gt', 0), ('share_pct__lte', 100)), _connector='OR'), name='shares_of_developers_are_percentages'),
        ),
        migrations.AddConstraint(
            model_name='phase',
            constraint=models.UniqueConstraint(condition=models.Q(('origin', ''), _negated=True), fields=('origin',), name='one_phase_per_origin'),
        ),
        migrations.AddConstraint(
            model_name='phase',
            constraint=models.CheckConstraint(condition=models.Q(('area_ha', None), ('area_ha__gt', 0), _connector='OR'), name='phases_have_an_area_or_none'),
        ),
        append_only("directory_phaseevent"),
        append_only("directory_developerevent"),
    ]

"""Plots with their history, and the columns that filters and the match read."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from portal.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_labels'),
        ('directory', '0005_labels'),
        ('provenance', '0002_labels'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Plot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', models.CharField(blank=True, max_length=30, verbose_name='as of')),
                ('as_of_latest', models.DateField(blank=True, null=True, verbose_name='last day it can mean')),
                ('confidence', models.CharField(choices=[('high', 'high confidence'), ('medium', 'medium confidence'), ('low', 'low confidence')], default='low', max_length=6, verbose_name='confidence')),
                ('state', models.CharField(choices=[('published', 'published'), ('unverified', 'not yet compared with the original text'), ('withheld', 'withheld')], default='withheld', max_length=10, verbose_name='publication')),
                ('code', models.CharField(max_length=40, verbose_name='code')),
                ('status', models.CharField(choices=[('ready', 'ready to lease'), ('levelled', 'levelled'), ('not_cleared', 'land not cleared'), ('reserved', 'reserved'), ('leased', 'leased')], max_length=12, verbose_name='land')),
                ('offer', models.CharField(choices=[('land', 'land'), ('ready_built', 'ready-built factory')], default='land', max_length=12, verbose_name='offer')),
                ('area_ha', models.DecimalField(decimal_places=4, max_digits=10, verbose_name='area (ha)')),
                ('smallest_lot_ha', models.DecimalField(blank=True, decimal_places=4, max_digits=10, null=True, verbose_name='smallest lot (ha)')),
                ('sectors', models.JSONField(blank=True, default=list, verbose_name='permitted sectors (VSIC)')),
                ('price_min_usd_m2', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='lowest price (USD/m²)')),
                ('price_max_usd_m2', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='highest price (USD/m²)')),
                ('price_as_of', models.CharField(blank=True, max_length=30, verbose_name='date of the price')),
                ('shape', models.JSONField(blank=True, null=True, verbose_name='shape')),
                ('latitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name='longitude')),
                ('note', models.TextField(blank=True, verbose_name='note (officials only)')),
                ('demonstration', models.BooleanField(default=False, verbose_name='demonstration')),
            ],
            options={
                'verbose_name': 'plot',
                'verbose_name_plural': 'plots',
                'ordering': ['park', 'code'],
            },
        ),
        migrations.CreateModel(
            name='PlotEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.JSONField(default=dict, verbose_name='before')),
                ('after', models.JSONField(default=dict, verbose_name='after')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
            ],
            options={
                'verbose_name': 'change of a plot',
                'verbose_name_plural': 'changes of plots',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='park',
            name='area_free_ha',
            field=models.DecimalField(decimal_places=2, editable=False, max_digits=12, null=True),
        ),
        migrations.AddField(
            model_name='park',
            name='discharge_column',
            field=models.CharField(blank=True, editable=False, max_length=1),
        ),
        migrations.AddField(
            model_name='park',
            name='green_label',
            field=models.BooleanField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='park',
            name='km_airport',
            field=models.DecimalField(decimal_places=1, editable=False, max_digits=6, null=True),
        ),
        migrations.AddField(
            model_name='park',
            name='km_border',
            field=models.DecimalField(decimal_places=1, editable=False, max_digits=6, null=True),
        ),
        migrations.AddField(
            model_name='park',
            name='km_city',
            field=models.DecimalField(decimal_places=1, editable=False, max_digits=6, null=True),
        ),
        migrations.AddField(
            model_name='park',
            name='km_port',
            field=models.DecimalField(decimal_places=1, editable=False, max_digits=6, null=True),
        ),
        migrations.AddField(
            model_name='park',
            name='largest_plot_ha',
            field=models.DecimalField(decimal_places=2, editable=False, max_digits=12, null=True),
        ),
        migrations.AddField(
            model_name='park',
            name='power_free_mva',
            field=models.DecimalField(decimal_places=2, editable=False, max_digits=10, null=True),
        ),
        migrations.AddField(
            model_name='park',
            name='wastewater_headroom_m3_day',
            field=models.DecimalField(decimal_places=2, editable=False, max_digits=12, null=True),
        ),
        migrations.AddField(
            model_name='park',
            name='water_free_m3_day',
            field=models.DecimalField(decimal_places=2, editable=False, max_digits=12, null=True),
        ),
        migrations.AddField(
            model_name='park',
            name='workers_nearby',
            field=models.DecimalField(decimal_places=2, editable=False, max_digits=12, null=True),
        ),
        migrations.AddIndex(
            model_name='park',
            index=models.Index(models.OrderBy(models.F('area_free_ha'), descending=True), models.F('id'), condition=models.Q(('area_free_ha__isnull', False), ('published', True)), name='parks_by_free_land'),
        ),
        migrations.AddIndex(
            model_name='park',
            index=models.Index(models.F('km_port'), models.F('id'), condition=models.Q(('km_port__isnull', False), ('published', True)), name='parks_by_port'),
        ),
        migrations.AddField(
            model_name='plot',
            name='park',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plots', to='directory.park', verbose_name='park'),
        ),
        migrations.AddField(
            model_name='plot',
            name='sources',
            field=models.ManyToManyField(blank=True, related_name='+', to='provenance.source', verbose_name='sources'),
        ),
        migrations.AddField(
            model_name='plotevent',
            name='actor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='plotevent',
            name='plot',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='directory.plot', verbose_name='plot'),
        ),
        migrations.AddIndex(
            model_name='plot',
            index=models.Index(models.OrderBy(models.F('area_ha'), descending=True), models.F('id'), name='plots_by_area'),
        ),
        migrations.AddIndex(
            model_name='plot',
            index=models.Index(models.F('status'), models.OrderBy(models.F('area_ha'), descending=True), models.F('id'), name='plots_by_status'),
        ),
        migrations.AddConstraint(
            model_name='plot',
            constraint=models.UniqueConstraint(fields=('park', 'code'), name='one_plot_per_code'),
        ),
        migrations.AddConstraint(
            model_name='plot',
            constraint=models.CheckConstraint(condition=models.Q(('area_ha__gt', 0)), name='plots_have_an_area'),
        ),
        migrations.AddConstraint(
            model_name='plot',
            constraint=models.CheckConstraint(condition=models.Q(('smallest_lot_ha', None), models.Q(('smallest_lot_ha__gt', 0), ('smallest_lot_ha__lte', models.F('area_ha'))), _connector='OR'), name='lots_fit_into_their_plot'),
        ),
        migrations.AddConstraint(
            model_name='plot',
            constraint=models.CheckConstraint(condition=models.Q(('price_min_usd_m2', None), ('price_max_usd_m2', None), ('price_min_usd_m2__lte', models.F('price_max_usd_m2')), _connector='OR'), name='plot_prices_are_a_range'),
        ),
        migrations.AddConstraint(
            model_name='plot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('price_max_usd_m2', None), ('price_min_usd_m2', None)), models.Q(('price_as_of', ''), _negated=True), _connector='OR'), name='plot_prices_have_a_date'),
        ),
        append_only("directory_plotevent"),
    ]

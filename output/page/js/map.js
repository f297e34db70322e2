/* The map of zones: outlines where there are some, else bubbles at the zones' coordinates, else bars. */
const zones = records(data.zones);
zones.forEach(zone => {
    zone.title = named(zone.name, zone.zone);
    zone.cause = mainCause(zone);
});

/* The cause of most of a zone's unmet need; null where nothing is unmet. */
function mainCause(zone) {
    const causes = Object.keys(CAUSES).filter(cause => zone[`unmet_${cause}`] > 0);
    causes.sort((one, other) => zone[`unmet_${other}`] - zone[`unmet_${one}`]);
    return causes[0] || null;
}

function measures() {
    return [
        {key: 'rate', label: say('coverage'), format: percent},
        {key: 'fair_rate', label: say('fair_rate'), format: percent},
        {key: 'need', label: say('need'), format: count},
        {key: 'unmet', label: say('unmet'), format: count},
        {key: 'cause', label: say('cause'), format: cause => causeWord(cause) || '–'},
        {key: 'places_site', label: say('places'), format: count},
        {key: 'cost_site', label: say('cost'), format: money},
    ];
}

function zoneTip(zone) {
    return tip(zone.title, [
        [say('coverage'), percent(zone.rate)],
        [say('fair_rate'), percent(zone.fair_rate)],
        [say('floor'), percent(zone.floor)],
        [say('need'), count(zone.need)],
        [say('unmet'), count(zone.unmet)],
        ...Object.keys(CAUSES).map(cause =>
            zone[`unmet_${cause}`] > 0 ? [say('unmet_because', {cause: causeWord(cause)}), count(zone[`unmet_${cause}`])] : null),
        [say('places_site'), count(zone.places_site)],
        [say('cost_site'), money(zone.cost_site)],
    ]);
}

/* Outlines as GeoJSON; points are numbers from one to the next on the grid. */
function decodeRing(text) {
    const {west, south, cell} = data.map;
    const numbers = text.split(' ').map(Number);
    const ring = [];
    let x = 0, y = 0;
    for (let i = 0; i < numbers.length; i += 2) {
        x += numbers[i];
        y += numbers[i + 1];
        ring.push([west + x * cell, south + y * cell]);
    }
    return ring;
}

function decodeMap() {
    return {
        type: 'FeatureCollection',
        features: data.map.zones.map(({zone, polygons}) => ({
            type: 'Feature',
            properties: {name: `zone-${zone}`, cp: anchorOf(zones[zone])},
            geometry: {type: 'MultiPolygon', coordinates: polygons.map(polygon => polygon.map(decodeRing))},
        })),
    };
}

/* Where a zone's label stands: its centre where it is given. */
function anchorOf(zone) {
    return zone.longitude !== null && zone.latitude !== null ? [zone.longitude, zone.latitude] : undefined;
}

function placed() {
    return zones.filter(zone => zone.longitude !== null && zone.latitude !== null);
}

/* From the least to the largest value, with some room where all are equal. */
function range(values) {
    const known = values.filter(value => value !== null);
    const low = Math.min(...known), high = Math.max(...known);
    return known.length === 0 ? [0, 1] : low === high ? [low - (Math.abs(low) || 1) * .5, high] : [low, high];
}

function colourScale(measure, width) {
    const [min, max] = range(zones.map(zone => zone[measure.key]));
    return {
        type: 'continuous', min, max, orient: 'horizontal', left: 'center', bottom: 4, calculable: false, seriesIndex: 0,
        itemWidth: 14, itemHeight: Math.min(260, width - 180), inRange: {color: SCALE}, formatter: measure.format,
        text: [measure.format(max), measure.format(min)], textStyle: {color: INK, fontSize: 12}, padding: 4,
    };
}

function zoneStyle(zone, measure) {
    return measure.key === 'cause' ? causeStyle(zone.cause) : zone[measure.key] === null ? {areaColor: '#e4e9ee', color: '#e4e9ee'} : {};
}

function zoneLabel(width, size) {
    return {
        show: width >= 600 && size <= 60, color: INK, fontSize: 11, textBorderColor: '#fff', textBorderWidth: 3,
        formatter: ({data: item}) => item ? shortened(item.zone.title, 22) : '',
    };
}

function mapOption(measure, width) {
    const middle = (data.map.south + data.map.cell * data.map.height / 2) * Math.PI / 180;
    return {
        tooltip: {formatter: ({data: item}) => item ? zoneTip(item.zone) : ''},
        visualMap: measure.key === 'cause' ? undefined : colourScale(measure, width),
        series: [{
            type: 'map', map: 'zones', aspectScale: Math.cos(middle), selectedMode: false, preserveAspect: true, left: 8, right: 8, top: 8, bottom: 44,
            label: zoneLabel(width, zones.length), labelLayout: {hideOverlap: true},
            itemStyle: {borderColor: '#fff', borderWidth: 1, areaColor: '#e4e9ee'},
            emphasis: {label: {show: width >= 600, color: INK}, itemStyle: {areaColor: undefined, borderColor: INK, borderWidth: 2}},
            data: data.map.zones.map(({zone}) => {
                const style = zoneStyle(zones[zone], measure);
                return {
                    name: `zone-${zone}`, zone: zones[zone], value: measure.key === 'cause' ? null : zones[zone][measure.key],
                    itemStyle: style.color ? {areaColor: style.color, decal: style.decal} : undefined,
                };
            }),
        }],
    };
}

/* As wide as it is high on the ground. */
function bubbleOption(measure, width) {
    const shown = placed();
    const most = Math.max(...shown.map(zone => zone.need), 1);
    const spread = key => [Math.min(...shown.map(zone => zone[key])), Math.max(...shown.map(zone => zone[key]))];
    const [west, east] = spread('longitude'), [south, north] = spread('latitude');
    const shrink = Math.cos((south + north) / 2 * Math.PI / 180);
    const side = 1.2 * Math.max((east - west) * shrink / (width - 40), (north - south) / (mapHeight(width) - 70)) || 1;
    const [x, y] = [(west + east) / 2, (south + north) / 2];
    const axis = {type: 'value', show: false};
    return {
        tooltip: {formatter: ({data: item}) => zoneTip(item.zone)},
        visualMap: measure.key === 'cause' ? undefined : {...colourScale(measure, width), dimension: 2},
        grid: {left: 20, right: 20, top: 20, bottom: 50},
        xAxis: {...axis, min: x - side * (width - 40) / shrink / 2, max: x + side * (width - 40) / shrink / 2},
        yAxis: {...axis, min: y - side * (mapHeight(width) - 70) / 2, max: y + side * (mapHeight(width) - 70) / 2},
        series: [{
            type: 'scatter', symbolSize: value => 6 + (width < 500 ? 22 : 38) * Math.sqrt(value[3] / most),
            itemStyle: {borderColor: '#fff', opacity: .95},
            label: {...zoneLabel(width, shown.length), position: 'bottom'}, labelLayout: {hideOverlap: true},
            data: shown.map(zone => ({
                zone, name: zone.title, value: [zone.longitude, zone.latitude, measure.key === 'cause' ? null : zone[measure.key], zone.need],
                itemStyle: zoneStyle(zone, measure),
            })),
        }],
    };
}

const BARS = 40;

/* Where there is neither: the zones with the most of a measure. */
function barOption(measure, width) {
    const key = measure.key === 'cause' ? 'unmet' : measure.key;
    const shown = [...zones].sort((one, other) => (other[key] || 0) - (one[key] || 0)).slice(0, BARS);
    return {
        tooltip: {formatter: ({data: item}) => zoneTip(item.zone)},
        grid: nameGrid(shown.map(zone => zone.title), width),
        yAxis: nameAxis(shown.map(zone => zone.title), width),
        xAxis: valueAxis(measure.key === 'cause' ? count : measure.format, width),
        series: [{
            type: 'bar', barMaxWidth: 18,
            data: shown.map(zone => ({zone, value: zone[key], itemStyle: measure.key === 'cause' ? causeStyle(zone.cause) : {color: '#31688e'}})),
        }],
    };
}

function mapHeight(width) {
    return data.map ? Math.max(260, Math.min(620, Math.round((width - 16) * data.map.height /
        (data.map.width * Math.cos((data.map.south + data.map.cell * data.map.height / 2) * Math.PI / 180))) + 52)) : Math.min(560, Math.max(340, width * .6));
}

function zoneColumns() {
    return [
        column.text(say('zone'), 'title'),
        ...(zones.some(zone => zone.name) ? [column.text(say('id'), 'zone')] : []),
        ...(zones.some(zone => zone.department) ? [column.text(say('department'), 'department')] : []),
        column.number(say('coverage'), 'rate', percent),
        column.number(say('fair_rate'), 'fair_rate', percent),
        column.number(say('need'), 'need'),
        column.number(say('committed'), 'committed'),
        column.number(say('bought'), 'bought'),
        column.number(say('unmet'), 'unmet'),
        column.of(say('why'), zone => causeWord(zone.cause)),
        column.number(say('places_site'), 'places_site'),
        column.number(say('cost_site'), 'cost_site', money),
        column.number(say('places_residents'), 'places_residents'),
    ];
}

function zoneTotals() {
    const columns = zoneColumns();
    const totals = {need: count, committed: count, bought: count, unmet: count, places_site: count, cost_site: money, places_residents: count};
    const label = key => columns.findIndex(wanted => wanted.label === say(key));
    const texts = columns.map(() => '');
    texts[0] = say('total');
    for (const [key, format] of Object.entries(totals))
        texts[label(key)] = format(sum(zones, key));
    texts[label('coverage')] = percent(data.totals.coverage);
    return texts;
}

function showMap() {
    const outlines = data.map !== undefined, bubbles = !outlines && placed().length > 0;
    let measure = measures()[0];
    if (outlines)
        echarts.registerMap('zones', decodeMap());
    const missing = zones.length - (outlines ? data.map.zones.length : placed().length);
    const option = outlines ? mapOption : bubbles ? bubbleOption : barOption;
    const height = outlines || bubbles ? mapHeight : () => 40 + 24 * Math.min(zones.length, BARS);
    const legend = causeLegend();
    const chart = figure('map', () => measure.label, () => say('map_describe', {measure: measure.label}), height, width => option(measure, width));
    legend.hidden = true;
    const choices = measures().filter(({key}) => key !== 'fair_rate' || zones.some(zone => zone.fair_rate !== null));
    section('zones', say('zones'),
        paragraph(say(outlines ? 'map_text' : bubbles ? 'map_text_bubbles' : 'map_text_bars'), 'quiet'),
        missing > 0 && (outlines || bubbles) ? paragraph(say('map_missing', {count: whole(missing)}), 'quiet') : null,
        choice('measure', say('map_shows'), choices.map(({key, label}) => [key, label]), key => {
            measure = measures().find(wanted => wanted.key === key);
            legend.hidden = key !== 'cause';
            chart.redraw();
        }),
        legend, chart.element,
        table({caption: say('zones_table'), columns: zoneColumns(), rows: zones, total: zoneTotals(), open: zones.length <= 30, sort: {column: zoneColumns().findIndex(wanted => wanted.label === say('coverage')), down: false}}));
}

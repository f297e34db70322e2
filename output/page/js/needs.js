/* Unmet need: zone by family, and the largest single needs with their cause. */
const HEAT_ZONES = 40, HEAT_FAMILIES = 30, NEEDS_SHOWN = 15, FAMILY_LETTERS = 12;

function isTurned(columns) {
    return columns.some(family => families[family].family.length > 2);
}

function heatFoot(columns) {
    return footRoom(columns.map(family => families[family].family), FAMILY_LETTERS, isTurned(columns) ? 1 : 0);
}

/* The first so many of a list of sums by index, the largest first. */
function largest(cells, key, most) {
    const sums = new Map();
    for (const cell of cells)
        sums.set(cell[key], (sums.get(cell[key]) || 0) + cell.unmet);
    return [...sums.entries()].sort((one, other) => other[1] - one[1]).slice(0, most).map(([index]) => index);
}

function heatOption(cells, rows, columns, width) {
    const rowOf = new Map(rows.map((zone, i) => [zone, i])), columnOf = new Map(columns.map((family, i) => [family, i]));
    const shown = cells.filter(cell => rowOf.has(cell.zone) && columnOf.has(cell.family));
    return {
        tooltip: {formatter: ({data: {cell}}) => tip(zones[cell.zone].title, [[families[cell.family].title, ''], [say('need'), count(cell.need)], [say('unmet'), count(cell.unmet)],
            [say('coverage'), cell.need > 0 ? percent(1 - cell.unmet / cell.need) : '–'], [say('cause'), causeWord(cell.cause) || '–']])},
        grid: nameGrid(rows.map(zone => zones[zone].title), width, {right: 4, bottom: heatFoot(columns)}),
        xAxis: {type: 'category', data: columns.map(family => families[family].family), splitArea: {show: false}, axisTick: {show: false}, axisLine: {show: false},
            axisLabel: {...axisText(), interval: 0, rotate: isTurned(columns) ? 90 : 0, formatter: id => shortened(id, FAMILY_LETTERS), fontSize: width < 500 ? 10 : 12}},
        yAxis: {...nameAxis(rows.map(zone => zones[zone].title), width), axisLine: {show: false}},
        visualMap: {type: 'continuous', min: 0, max: Math.max(...shown.map(({unmet}) => unmet), 1), orient: 'horizontal', left: 'center', bottom: 0, calculable: false,
            itemWidth: 14, itemHeight: Math.min(260, width - 180), inRange: {color: ['#fdfdf0', ...SCALE.slice(1)]}, textStyle: {color: INK, fontSize: 12},
            text: [count(Math.max(...shown.map(({unmet}) => unmet), 0)), '0'], formatter: count},
        series: [{type: 'heatmap', itemStyle: {borderColor: '#fff', borderWidth: 1}, emphasis: {itemStyle: {borderColor: INK, borderWidth: 2}},
            data: shown.map(cell => ({value: [columnOf.get(cell.family), rowOf.get(cell.zone), cell.unmet], cell}))}],
    };
}

function heatPart() {
    const cells = records(data.cells);
    const rows = largest(cells, 'zone', HEAT_ZONES), columns = largest(cells, 'family', HEAT_FAMILIES);
    const cut = rows.length < zones.length || columns.length < families.length;
    const chart = figure('heat', say(cut && (zones.length > HEAT_ZONES || families.length > HEAT_FAMILIES) ? 'heat_most' : 'heat_caption', {zones: rows.length, families: columns.length}),
        say('heat_describe'), () => 8 + 24 * rows.length + heatFoot(columns), width => heatOption(cells, rows, columns, width));
    return [chart.element, table({caption: say('heat_table'), note: data.cells_left > 0 ? say('cells_left', {count: whole(data.cells_left)}) : null, rows: cells, columns: [
        column.of(say('zone'), cell => zones[cell.zone].title), column.of(say('family'), cell => families[cell.family].title), column.number(say('need'), 'need'),
        column.number(say('unmet'), 'unmet'), column.of(say('why'), cell => causeWord(cell.cause))], sort: {column: 3, down: true}})];
}

/* Room between the two lines of a name. */
function withLines(axis) {
    return {...axis, axisLabel: {...axis.axisLabel, lineHeight: 14}};
}

function needTitle(row) {
    return say('need_title', {occupation: named(row.name, row.occupation), zone: zones[row.zone].title});
}

function largestNeeds(rows) {
    const shown = rows.slice(0, NEEDS_SHOWN);
    const names = shown.map(row => `${named(row.name, row.occupation)}\n${zones[row.zone].title}`);
    return figure('needs-chart', say('needs_caption', {count: shown.length}), say('needs_describe'), () => 44 + 40 * shown.length, width => ({
        tooltip: {formatter: ({dataIndex}) => {
            const row = shown[dataIndex];
            return tip(needTitle(row), [[say('need'), count(row.need)], [say('committed'), count(row.committed)], [say('bought'), count(row.bought)],
                [say('unmet'), count(row.unmet)], [say('cause'), causeWord(row.cause)], [say('need_worth'), fine(row.marginal_value)]]);
        }},
        grid: nameGrid(names, width, {right: 56}),
        yAxis: withLines(nameAxis(names, width)), xAxis: valueAxis(count, width),
        series: [{type: 'bar', barMaxWidth: 18, label: {show: true, position: 'right', formatter: ({value}) => count(value), color: INK},
            data: shown.map(row => ({value: row.unmet, itemStyle: causeStyle(row.cause)}))}],
    }));
}

function showNeeds() {
    const rows = records(data.needs);
    if (rows.length === 0) {
        section('needs', say('needs'), paragraph(say('all_met')));
        return;
    }
    section('needs', say('needs'), paragraph(say('needs_text'), 'quiet'), element('h3', {}, say('heat')), ...heatPart(),
        element('h3', {}, say('largest_needs')), causeLegend(), largestNeeds(rows).element,
        table({caption: say('needs_table'), note: data.needs_left > 0 ? say('needs_left', {count: whole(data.needs_left)}) : null, rows, columns: [
            column.of(say('occupation'), row => named(row.name, row.occupation)), ...(rows.some(({name}) => name) ? [column.text(say('id'), 'occupation')] : []), column.of(say('zone'), row => zones[row.zone].title),
            column.number(say('need'), 'need'), column.number(say('committed'), 'committed'), column.number(say('bought'), 'bought'), column.number(say('unmet'), 'unmet'),
            column.of(say('why'), row => causeWord(row.cause)), column.number(say('need_worth'), 'marginal_value', fine)], sort: {column: rows.some(({name}) => name) ? 6 : 5, down: true}}));
}

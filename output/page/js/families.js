/* What compare and frontier found: scenarios side by side, and the curve of the best value. */
const scenarios = records(data.scenarios);
scenarios.forEach(scenario => { scenario.title = scenario.scenario === 'base' ? say('base') : scenario.scenario; });

function scenarioTip(row) {
    return tip(row.title, [[say('status'), say(`status_${row.status}`)], [say('value_best'), count(row.value_best)], [say('coverage'), percent(row.coverage)],
        [say('card_worst'), percent(row.rate_min)], [say('gini'), fixed(row.gini)], [say('overlap_places'), count(row.overlap)], [say('cost'), money(row.cost)],
        [say('places'), count(row.places)], row.scenario === 'base' ? null : [say('value_change'), signed(row.value_best_difference)],
        row.scenario === 'base' ? null : [say('coverage_change'), points(row.coverage_difference * 100)]]);
}

const SCENARIO_MEASURES = () => [
    {key: 'coverage', label: say('coverage'), format: percent}, {key: 'rate_min', label: say('card_worst'), format: percent}, {key: 'value_best', label: say('value_best'), format: count},
    {key: 'gini', label: say('gini'), format: fixed}, {key: 'overlap', label: say('overlap_places'), format: count}, {key: 'cost', label: say('cost'), format: money}];

function scenarioOption(measure, width) {
    const base = scenarios[0][measure.key];
    return {
        tooltip: {formatter: ({dataIndex}) => scenarioTip(scenarios[dataIndex])},
        grid: nameGrid(scenarios.map(({title}) => title), width, {right: 84}),
        yAxis: nameAxis(scenarios.map(({title}) => title), width),
        xAxis: {...valueAxis(measure.key === 'cost' ? short : measure.format, width), min: 0},
        series: [{
            type: 'bar', barMaxWidth: 20, label: {show: true, position: 'right', color: INK, textBorderColor: '#fff', textBorderWidth: 3, formatter: ({value}) => value === null || value === undefined ? '' : measure.format(value)},
            data: scenarios.map((row, i) => ({value: row[measure.key], itemStyle: {color: i === 0 ? '#51606f' : '#0072b2'}})),
            markLine: base === null ? undefined : {symbol: 'none', silent: true, animation: false, label: {show: false}, lineStyle: {color: INK, type: 'dashed', width: 1}, precision: 15, data: [{xAxis: base}]},
        }],
    };
}

function scenarioColumns() {
    return [column.text(say('scenario'), 'title'), column.of(say('status'), row => say(`status_${row.status}`)),
        column.number(say('value_best'), 'value_best'), column.number(say('value_change'), 'value_best_difference', signed),
        column.number(say('coverage'), 'coverage', percent), {label: say('coverage_change'), value: row => row.coverage_difference === null ? null : row.coverage_difference * 100, format: points, number: true},
        column.number(say('card_worst'), 'rate_min', percent), column.number(say('gini'), 'gini', fixed), column.number(say('overlap_places'), 'overlap'),
        column.number(say('cost'), 'cost', money), column.number(say('places'), 'places'), column.number(say('hires'), 'hires'),
        ...institutions.flatMap(({title}, i) => [
            {label: say('cost_of', {name: title}), value: row => row.costs[i], format: money, number: true}, {label: say('places_of', {name: title}), value: row => row.bought[i], format: count, number: true}]),
        column.number(say('places_more'), 'places_more'), column.number(say('places_fewer'), 'places_fewer'), column.number(say('offers_differ'), 'offers')];
}

/* Zones down, scenarios across: coverage in percentage points more or less than the study as it stands. */
function shiftPart() {
    const others = scenarios.filter((row, i) => i > 0 && row.rates.length > 0);
    const base = scenarios[0].rates;
    if (others.length === 0 || base.length === 0)
        return [];
    const rows = zones.map((zone, i) => ({zone, title: zone.title, rate: base[i], shifts: others.map(({rates}) => rates[i] === null || base[i] === null ? null : 100 * (rates[i] - base[i]))}))
        .filter(({rate}) => rate !== null);
    const size = row => Math.max(...row.shifts.map(Math.abs));
    const shown = [...rows].sort((one, other) => size(other) - size(one)).slice(0, HEAT_ZONES);
    const most = Math.max(...shown.map(size), .01);
    const slanted = width => width < 700 || others.length > 6;
    const foot = width => footRoom(others.map(({title}) => title), 18, slanted(width) ? .8 : 0);
    const chart = figure('shifts', say('shifts_caption'), say('shifts_describe'), width => 8 + 24 * shown.length + foot(width), width => ({
        tooltip: {formatter: ({data: {row, other}}) => tip(row.title, [[others[other].title, ''], [say('coverage_change'), points(row.shifts[other])], [say('coverage'), percent(row.rate + row.shifts[other] / 100)], [say('base'), percent(row.rate)]])},
        grid: nameGrid(shown.map(({title}) => title), width, {right: 4, bottom: foot(width)}),
        xAxis: {type: 'category', data: others.map(({title}) => title), axisTick: {show: false}, axisLine: {show: false}, axisLabel: {...axisText(), interval: 0, rotate: slanted(width) ? 50 : 0, formatter: name => shortened(name, 18)}},
        yAxis: {...nameAxis(shown.map(({title}) => title), width), axisLine: {show: false}},
        visualMap: {type: 'continuous', min: -most, max: most, orient: 'horizontal', left: 'center', bottom: 0, calculable: false, itemWidth: 14, itemHeight: Math.min(260, width - 180),
            inRange: {color: DIVERGING}, text: [points(most), points(-most)], textStyle: {color: INK, fontSize: 12}, formatter: points},
        series: [{type: 'heatmap', itemStyle: {borderColor: '#fff', borderWidth: 1}, emphasis: {itemStyle: {borderColor: INK, borderWidth: 2}},
            label: {show: width >= 600 && others.length <= 10, formatter: ({value}) => points(value[2]), color: INK, fontSize: 11},
            data: shown.flatMap((row, i) => row.shifts.map((shift, other) => ({value: [other, i, shift], row, other})).filter(({value}) => value[2] !== null))}],
    }));
    return [element('h3', {}, say('shifts')), chart.element, table({caption: say('shifts_table'), rows, columns: [column.text(say('zone'), 'title'), column.number(say('base'), 'rate', percent),
        ...others.map(({title}, i) => ({label: title, value: row => row.shifts[i], format: points, number: true}))]})];
}

function showScenarios() {
    if (scenarios.length === 0)
        return;
    let measure = SCENARIO_MEASURES()[0];
    const chart = figure('scenarios-chart', () => measure.label, () => say('scenarios_describe', {measure: measure.label}), () => 40 + 34 * scenarios.length, width => scenarioOption(measure, width));
    section('scenarios', say('scenarios'), paragraph(say(scenarios.length > 1 ? 'scenarios_text' : 'scenarios_none'), 'quiet'),
        choice('scenario-measure', say('chart_shows'), SCENARIO_MEASURES().map(({key, label}) => [key, label]), key => {
            measure = SCENARIO_MEASURES().find(wanted => wanted.key === key);
            chart.redraw();
        }),
        chart.element, table({caption: say('scenarios_table'), open: true, rows: scenarios, columns: scenarioColumns()}), ...shiftPart());
}

function curveOption(curve, width) {
    const pieces = records(curve.pieces), moving = records(curve.moving);
    const line = [];
    for (const piece of pieces)
        if (piece.value_from === null)
            line.push([piece.from, null]);
        else
            line.push([piece.from, piece.value_from], [piece.to, piece.value_to]);
    const mark = (name, at, value, symbol, color) => ({type: 'scatter', name, symbol, symbolSize: 13, z: 6, itemStyle: {color, borderColor: '#fff', borderWidth: 1.5}, data: at === null || value === null ? [] : [[at, value]]});
    const format = curve.money ? short : plain;
    return {
        tooltip: {formatter: ({seriesName, value}) => tip(seriesName, [[curve.title, curve.money ? money(value[0]) : plain(value[0])], [say('value_best'), count(value[1])]])},
        legend: {top: 0, left: 0, selectedMode: false, type: 'scroll', textStyle: {color: INK, fontSize: 12}},
        grid: {left: 8, right: 24, top: 40, bottom: 34, containLabel: true},
        xAxis: {...valueAxis(format, width), name: curve.title, nameLocation: 'middle', nameGap: 28, nameTextStyle: {color: INK}, axisLine: {onZero: false, lineStyle: {color: LINE}}, min: 'dataMin', max: 'dataMax'},
        yAxis: {...valueAxis(whole, width), scale: true, axisLine: {onZero: false}},
        series: [
            {type: 'line', name: say('curve_held'), symbol: 'circle', symbolSize: line.length > 120 ? 3 : 5, lineStyle: {width: 2.5, color: '#0072b2'}, itemStyle: {color: '#0072b2'}, data: line},
            mark(say('curve_today'), curve.today, curve.today_value, 'diamond', INK), mark(say('curve_best'), curve.best_at, curve.best_value, 'triangle', '#009e73'),
            ...(moving.length ? [{type: 'scatter', name: say('curve_moving'), symbol: 'rect', symbolSize: 10, z: 5, itemStyle: {color: '#e69f00', borderColor: '#5b3d00', borderWidth: 1}, data: moving.map(({at, value}) => [at, value])}] : []),
        ],
    };
}

function showFrontier() {
    const {curve} = data;
    if (!curve)
        return;
    const at = number => number === null ? '–' : curve.money ? money(number) : plain(number);
    const pieces = records(curve.pieces), moving = records(curve.moving);
    section('frontier', say('frontier'), paragraph(say('frontier_text', {varied: curve.title})),
        curve.best_at === null ? paragraph(say('frontier_no_plan')) : paragraph(say(curve.today_value === null ? 'frontier_best' : 'frontier_best_today',
            {at: at(curve.best_at), value: count(curve.best_value), today: at(curve.today), today_value: count(curve.today_value), gain: count(curve.best_value - curve.today_value)})),
        paragraph(say(curve.error > 0 ? 'frontier_error' : 'frontier_exact', {plans: whole(curve.plans), error: percentFine(curve.error)}), 'quiet'),
        figure('curve', null, say('frontier_describe', {varied: curve.title}), width => width < 500 ? 320 : 420, width => curveOption(curve, width)).element,
        table({caption: say('frontier_table'), rows: pieces, columns: [
            column.number(say('from'), 'from', at), column.number(say('to'), 'to', at), column.number(say('value_from'), 'value_from'), column.number(say('value_to'), 'value_to'), column.number(say('slope'), 'slope', fine),
            ...institutions.map(({title}, i) => ({label: say('worth_at', {name: title, amount: moneyWhole(1000)}), value: row => row.marginal[i] ?? null, format: fine, number: true}))]}),
        moving.length ? table({caption: say('moving_table'), rows: moving, columns: [column.number(curve.title, 'at', at), column.number(say('value_best'), 'value')]}) : null);
}

/* Who buys what: institutions by families of occupations; budgets, rules, publics. */
const institutions = records(data.institutions);
institutions.forEach(institution => { institution.title = named(institution.name, institution.institution); });
const families = records(data.families);
families.forEach(family => { family.title = family.name ? `${family.family} · ${family.name}` : family.family; });

/* One row for each family with what every institution buys of it, the dearest first. */
function familyRows() {
    const rows = new Map();
    for (const {family, institution, places, cost, hires} of records(data.purchases)) {
        if (!rows.has(family))
            rows.set(family, {title: families[family].title, places: [], cost: [], total_places: 0, total_cost: 0, hires: 0});
        const row = rows.get(family);
        row.places[institution] = places;
        row.cost[institution] = cost;
        row.total_places += places;
        row.total_cost += cost;
        row.hires += hires;
    }
    return [...rows.values()].sort((one, other) => other.total_cost - one.total_cost || other.total_places - one.total_places);
}

const FAMILIES_MOST = 30;

function purchaseOption(rows, key, format, width) {
    const shown = rows.slice(0, FAMILIES_MOST);
    return {
        tooltip: {formatter: ({seriesIndex, dataIndex}) => tip(shown[dataIndex].title, [
            ...institutions.map(({title}, i) => [`${i === seriesIndex ? '▸ ' : ''}${title}`, format(shown[dataIndex][key][i] || 0)]),
            [say('total'), format(shown[dataIndex][`total_${key}`])]])},
        legend: {top: 0, left: 0, type: 'scroll', selectedMode: false, textStyle: {color: INK, fontSize: 12}},
        grid: nameGrid(shown.map(({title}) => title), width, {top: 34}),
        yAxis: nameAxis(shown.map(({title}) => title), width),
        xAxis: valueAxis(key === 'cost' ? short : count, width),
        series: institutions.map(({title}, i) => ({
            type: 'bar', stack: 'all', name: title, barMaxWidth: 20, itemStyle: {color: SERIES[i % SERIES.length], borderColor: '#fff', borderWidth: .5},
            data: shown.map(row => row[key][i] || 0),
        })),
    };
}

function purchaseTable(rows) {
    const columns = [column.text(say('family'), 'title')];
    const total = [say('total')];
    const add = (label, value, format, all) => {
        columns.push({label, value, format, number: true});
        total.push(format(all));
    };
    institutions.forEach(({title}, i) => {
        add(say('places_of', {name: title}), row => row.places[i] || 0, count, rows.reduce((all, row) => all + (row.places[i] || 0), 0));
        add(say('cost_of', {name: title}), row => row.cost[i] || 0, money, rows.reduce((all, row) => all + (row.cost[i] || 0), 0));
    });
    add(say('places'), row => row.total_places, count, sum(rows, 'total_places'));
    add(say('cost'), row => row.total_cost, money, sum(rows, 'total_cost'));
    add(say('hires'), row => row.hires, count, sum(rows, 'hires'));
    return table({caption: say('purchases_table'), columns, rows, total});
}

function showPurchases() {
    const rows = familyRows();
    if (rows.length === 0) {
        section('purchases', say('purchases'), paragraph(say('nothing_bought')));
        return;
    }
    let key = 'cost';
    const chart = figure('families', () => rows.length > FAMILIES_MOST ? say('families_most', {measure: say(key), count: FAMILIES_MOST, all: whole(rows.length)}) : say(key),
        () => say('purchases_describe', {measure: say(key)}),
        () => 60 + 26 * Math.min(rows.length, FAMILIES_MOST), width => purchaseOption(rows, key, key === 'cost' ? money : count, width));
    section('purchases', say('purchases'), paragraph(say('purchases_text'), 'quiet'),
        choice('purchase', say('chart_shows'), [['cost', say('cost')], ['places', say('places')]], value => { key = value; chart.redraw(); }),
        chart.element, purchaseTable(rows), overlapPart());
}

/* Overlap between buyers, with what it was before they were coordinated where that is known. */
function overlapPart() {
    const {totals} = data;
    const known = totals.overlap_before !== null;
    return element('div', {id: 'overlap'}, element('h3', {}, say('overlap')),
        paragraph(say(known ? 'overlap_before' : 'overlap_text', {
            places: count(totals.overlap_rate * totals.places), share: percent(totals.overlap_rate), overlap: count(totals.overlap), before: count(totals.overlap_before)})),
        table({caption: say('overlap_table'), rows: [
            ...(known ? [{when: say('before_coordination'), overlap: totals.overlap_before, rate: totals.overlap_rate_before}] : []),
            {when: say('this_plan'), overlap: totals.overlap, rate: totals.overlap_rate}],
        columns: [column.text(say('plan'), 'when'), column.number(say('overlap_places'), 'overlap'), column.number(say('overlap_share'), 'rate', percent)]}));
}

function budgetFigure() {
    return figure('budgets-chart', null, say('budgets_describe'), () => 60 + 44 * institutions.length, width => ({
        tooltip: {formatter: ({dataIndex}) => {
            const {title, budget, spent, left, marginal_value: worth} = institutions[dataIndex];
            return tip(title, [[say('budget'), money(budget)], [say('spent'), money(spent)], [say('left'), money(left)], [say('worth'), fine(worth)]]);
        }},
        legend: {top: 0, left: 0, selectedMode: false, textStyle: {color: INK, fontSize: 12}},
        grid: nameGrid(institutions.map(({title}) => title), width, {top: 34}),
        yAxis: nameAxis(institutions.map(({title}) => title), width),
        xAxis: valueAxis(short, width),
        series: [
            {type: 'bar', stack: 'budget', name: say('spent'), barMaxWidth: 24, itemStyle: {color: '#0072b2'}, data: institutions.map(({spent}) => spent)},
            {type: 'bar', stack: 'budget', name: say('left'), barMaxWidth: 24, itemStyle: {color: '#cfd8e0'}, data: institutions.map(({left}) => Math.max(0, left))},
        ],
    }));
}

function rulesTable() {
    const rows = records(data.rules);
    const bound = row => row.unit === 'share' ? percent : row.measure === 'cost' ? money : count;
    const figureOf = (label, key) => ({label, value: row => row[key], number: true, format: (value, row) => bound(row)(value)});
    return rows.length === 0 ? paragraph(say('no_rules'), 'quiet') : table({caption: say('rules_table'), rows, columns: [
        column.text(say('rule'), 'rule'), column.of(say('measure'), row => say(`measure_${row.measure}`)),
        column.of(say('sense'), row => say(`sense_${row.sense}`)), figureOf(say('bound'), 'bound'), figureOf(say('reached'), 'value'),
        figureOf(say('slack'), 'slack'), column.number(say('rule_worth'), 'marginal_value', fine)]});
}

function audiencesTable() {
    const rows = records(data.audiences);
    return rows.length === 0 ? paragraph(say('no_audiences'), 'quiet') : table({caption: say('audiences_table'), rows, columns: [
        column.text(say('audience'), 'audience'), column.of(say('institution'), row => institutions[row.institution].title),
        column.number(say('places'), 'places'), column.number(say('share_of_places'), 'share', percent)]});
}

function showBudgets() {
    const total = [say('total'), '', ...['budget', 'spent', 'left'].map(key => money(sum(institutions, key))), count(sum(institutions, 'places')),
        count(sum(institutions, 'hours')), count(sum(institutions, 'entries')), count(sum(institutions, 'hires')), ''];
    section('budgets', say('budgets'), paragraph(say('budgets_text', {amount: moneyWhole(1000)}), 'quiet'), budgetFigure().element,
        table({caption: say('budgets_table'), rows: institutions, open: true, total, columns: [
            column.text(say('institution'), 'title'), column.text(say('buyer'), 'buyer'), column.number(say('budget'), 'budget', money), column.number(say('spent'), 'spent', money),
            column.number(say('left'), 'left', money), column.number(say('places'), 'places'), column.number(say('hours'), 'hours'), column.number(say('entries'), 'entries'),
            column.number(say('hires'), 'hires'), column.number(say('worth_of', {amount: moneyWhole(1000)}), 'marginal_value', fine)]}),
        element('h3', {}, say('rules')), rulesTable(), element('h3', {}, say('audiences')), audiencesTable());
}

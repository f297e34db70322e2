/* How evenly the zones are covered, what each is sure of, and what that costs. */
function balanceText() {
    const {totals, about} = data;
    const spread = say('balance_spread', {least: percent(totals.rate_min), most: percent(totals.rate_max), gini: fixed(totals.gini)});
    const price = about.status === 'stopped' ? say('balance_unknown')
        : totals.balance === 0 ? say('balance_none')
            : totals.price_of_balance > totals.gap_tolerance * totals.unbalanced
                ? say('balance_price', {balance: plain(totals.balance), price: count(totals.price_of_balance), share: percentHundredth(totals.price_of_balance_share)})
                : say('balance_free', {balance: plain(totals.balance)});
    return `${spread} ${price}`;
}

function balanceOption(rows, width) {
    const fair = rows.some(zone => zone.fair_rate !== null);
    const marks = (key, name, symbol, color, size) => ({
        type: 'scatter', name, symbol, symbolSize: size, itemStyle: {color, borderColor: '#fff', borderWidth: .5}, z: 5, data: rows.map(zone => zone[key])});
    return {
        tooltip: {formatter: ({dataIndex}) => zoneTip(rows[dataIndex])},
        legend: {top: 0, left: 0, selectedMode: false, textStyle: {color: INK, fontSize: 12}},
        grid: nameGrid(rows.map(({title}) => title), width, {top: 34}),
        yAxis: nameAxis(rows.map(({title}) => title), width), xAxis: {...valueAxis(formatter({style: 'percent', maximumFractionDigits: 1}), width), min: 0},
        series: [
            {type: 'bar', name: say('coverage'), barMaxWidth: 14, itemStyle: {color: '#56a0d3'}, data: rows.map(({rate}) => rate)},
            ...(fair ? [marks('fair_rate', say('fair_rate'), 'diamond', '#b3430f', 12), marks('floor', say('floor'), 'rect', INK, [3, 14])] : []),
        ],
    };
}

function showBalance() {
    const rated = zones.filter(({rate}) => rate !== null).sort((one, other) => one.rate - other.rate);
    if (rated.length === 0)
        return;
    const rows = rated.length > BARS ? rated.slice(0, BARS) : rated;
    section('balance', say('balance'), paragraph(balanceText()),
        figure('rates', rated.length > BARS ? say('rates_most', {count: BARS, all: whole(rated.length)}) : say('rates_caption'), say('rates_describe'),
            () => 50 + 24 * rows.length, width => balanceOption(rows, width)).element,
        table({caption: say('rates_table'), rows: rated, sort: {column: 1, down: false}, columns: [
            column.text(say('zone'), 'title'), column.number(say('coverage'), 'rate', percent), column.number(say('fair_rate'), 'fair_rate', percent),
            column.number(say('floor'), 'floor', percent), column.number(say('floor_worth'), 'marginal_value', fine)]}));
}

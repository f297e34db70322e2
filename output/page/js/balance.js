/* How evenly the zones are covered, what each is sure of, and what that costs. */
function balanceText() {
    const {totals, about} = data;
    const spread = say('balance_spread', {least: percent(totals.rate_min), most: percent(totals.rate_max), gini: fixed(totals.gini)});
    const price = data.evaluation ? ''
        : about.status === 'stopped' ? say('balance_unknown')
        : totals.balance === 0 ? say('balance_none')
            : totals.price_of_balance > totals.gap_tolerance * totals.unbalanced
                ? say('balance_price', {balance: plain(totals.balance), price: count(totals.price_of_balance), share: percentHundredth(totals.price_of_balance_share)})
                : say('balance_free', {balance: plain(totals.balance)});
    return `${spread} ${price}`;
}

/* Zones in order of coverage: named down the side, or, where they are many, side by side. */
function balanceOption(rows, many, width) {
    const fair = rows.some(zone => zone.fair_rate !== null);
    const rates = {...valueAxis(formatter({style: 'percent', maximumFractionDigits: 1}), width), min: 0};
    const marks = (key, symbol, color, size) => ({
        type: 'scatter', name: say(key), symbol, symbolSize: size, itemStyle: {color, borderColor: '#fff', borderWidth: .5}, z: 5, data: rows.map(zone => zone[key])});
    return {
        tooltip: {formatter: ({dataIndex}) => zoneTip(rows[dataIndex])},
        legend: {top: 0, left: 0, selectedMode: false, textStyle: {color: INK, fontSize: 12}},
        ...(many ? {grid: {left: 48, right: 8, top: 34, bottom: 12}, yAxis: rates,
            xAxis: {type: 'category', data: rows.map(({title}) => title), axisLabel: {show: false}, axisTick: {show: false}}}
            : {grid: nameGrid(rows.map(({title}) => title), width, {top: 34}), yAxis: nameAxis(rows.map(({title}) => title), width), xAxis: rates}),
        series: [
            {type: 'bar', name: say('coverage'), barMaxWidth: 14, barCategoryGap: many ? '5%' : '35%', itemStyle: {color: '#56a0d3'}, data: rows.map(({rate}) => rate)},
            ...(fair ? [marks('fair_rate', 'diamond', '#b3430f', many ? 5 : 12), marks('floor', 'rect', INK, many ? [4, 2] : [3, 14])] : []),
        ],
    };
}

function showBalance() {
    const rows = zones.filter(({rate}) => rate !== null).sort((one, other) => one.rate - other.rate);
    if (rows.length === 0)
        return;
    const many = rows.length > BARS;
    const fair = rows.some(zone => zone.fair_rate !== null);
    section('balance', say('balance'), paragraph(balanceText()),
        figure('rates', say(fair ? 'rates_caption' : 'rates_caption_plain'), say('rates_describe'),
            () => many ? 360 : 66 + 24 * rows.length, width => balanceOption(rows, many, width)).element,
        table({caption: say('rates_table'), rows, sort: {column: 1, down: false}, columns: [
            column.text(say('zone'), 'title'), column.number(say('coverage'), 'rate', percent), column.number(say('fair_rate'), 'fair_rate', percent),
            column.number(say('floor'), 'floor', percent), column.number(say('floor_worth'), 'marginal_value', fine)]}));
}

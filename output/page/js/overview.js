/* The head of the page, and what the plan comes to. */
function card(label, figure) {
    return element('li', {}, element('span', {}, label), element('strong', {}, figure));
}

function showHead() {
    const {about} = data;
    document.body.prepend(
        element('a', {class: 'skip', href: '#main'}, say('skip')),
        element('header', {}, element('h1', {}, document.title),
            paragraph(say('lead', {study: about.study, scenario: about.scenario, version: about.version}), 'quiet')),
        element('nav', {'aria-label': say('contents')}, element('ul')),
        element('main', {id: 'main', tabindex: '-1'}));
}

function showNavigation() {
    document.querySelector('nav ul').append(...sections.map(({id, title}) =>
        element('li', {}, element('a', {href: `#${id}`}, title))));
}

/* Need as one bar: what covers it, and why the rest is not covered. */
function needParts() {
    const {totals} = data;
    return [
        {label: say('part_committed'), value: totals.committed, style: {color: '#1b7f5c', decal: NO_DECAL}},
        {label: say('part_bought'), value: totals.bought, style: {color: '#63bf96', decal: NO_DECAL}},
        ...Object.entries(CAUSES).map(([cause, {label}]) =>
            ({label: say('part_unmet', {cause: say(label)}), value: totals[`unmet_${cause}`], style: causeStyle(cause), cause})),
    ].filter(part => part.value > 0);
}

function needFigure() {
    const parts = needParts();
    const chart = figure('covered', say('covered_caption', {need: count(data.totals.need)}), say('covered_describe'), 64, () => ({
        tooltip: {formatter: ({seriesIndex}) => tip(parts[seriesIndex].label, [
            [say('people'), count(parts[seriesIndex].value)], [say('share_of_need'), percent(parts[seriesIndex].value / data.totals.need)]])},
        grid: {left: 0, right: 0, top: 6, bottom: 6},
        xAxis: {type: 'value', show: false, max: data.totals.need},
        yAxis: {type: 'category', show: false, data: ['']},
        series: parts.map(part => ({
            type: 'bar', stack: 'need', name: part.label, barWidth: 44, data: [part.value], itemStyle: {...part.style, borderColor: '#fff', borderWidth: 1},
            label: {show: part.value / data.totals.need > .09, formatter: () => percent(part.value / data.totals.need), color: INK, fontWeight: 600, fontSize: 13, textBorderColor: '#fff', textBorderWidth: 3},
        })),
    }));
    return [chart.element,
        element('ul', {class: 'legend'}, ...parts.map(part => element('li', {}, sample(part.style.color, part.cause), part.label))),
        table({caption: say('covered_table'), rows: parts, columns: [
            column.text(say('part'), 'label'), column.number(say('people'), 'value'),
            column.of(say('share_of_need'), part => part.value / data.totals.need)].map((wanted, i) => i === 2 ? {...wanted, format: percent, number: true} : wanted),
        total: [say('need'), count(data.totals.need), percent(1)]})];
}

function showOverview() {
    const {totals, about} = data;
    const proven = totals.gap <= totals.gap_tolerance;
    section('overview', say('overview'),
        about.status === 'stopped' ? paragraph(say('stopped'), 'warning') : null,
        paragraph(say('overview_text', {covered: count(totals.covered), need: count(totals.need), coverage: percent(totals.coverage), places: count(totals.places),
            offers: whole(totals.offers), cost: money(totals.cost)}), 'lead'),
        element('ul', {class: 'cards'},
            card(say('coverage'), percent(totals.coverage)),
            card(say('card_covered'), count(totals.covered)),
            card(say('places_bought'), count(totals.places)),
            card(say('cost'), money(totals.cost)),
            card(say('hires'), count(totals.hires)),
            card(say('card_worst'), percent(totals.rate_min)),
            card(say('card_best'), percent(totals.rate_max)),
            data.evaluation ? card(say('card_share'), percent(data.evaluation.share))
                : card(say('card_proof'), proven ? say('proven_short') : say('gap_short', {gap: percentFine(totals.gap)}))),
        ...(totals.need > 0 ? needFigure() : [paragraph(say('no_need'))]));
}
